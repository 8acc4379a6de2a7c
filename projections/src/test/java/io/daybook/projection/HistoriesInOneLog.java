package io.daybook.projection;

import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.ProductRenamed;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.inventory.StockAdjusted;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockItemRegistered;
import io.daybook.schema.inventory.StockReceived;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.status.GoldenHistories;
import io.daybook.schema.status.History;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.joda.money.Money;

/**
 * All golden histories, products, stock and parked actions side by side, as they stand in a log.
 */
final class HistoriesInOneLog {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00.123456Z");

  private final Map<String, Integer> versions = new HashMap<>();
  private final List<EventMessage<?>> log = new ArrayList<>();

  private HistoriesInOneLog() {}

  /** Which event comes next is drawn by lot; each history keeps its own order. */
  static List<EventMessage<?>> shuffled(int seed) {
    var made = new HistoriesInOneLog();
    var random = new Random(seed);
    var sources = new ArrayList<Queue<Object>>();
    GoldenHistories.all()
        .forEach(
            history -> {
              sources.add(
                  new ArrayDeque<>(history.steps().stream().map(History.Step::event).toList()));
              sources.add(parkings(history.order()));
            });
    sources.add(shelf(History.TEA));
    sources.add(shelf(History.MUG));
    sources.add(new ArrayDeque<>(List.of(new StockReceived(new Sku("LATE"), "n", 3))));
    while (!sources.isEmpty()) {
      var source = sources.get(random.nextInt(sources.size()));
      made.append(source.remove());
      sources.removeIf(Queue::isEmpty);
    }
    return made.log;
  }

  private void append(Object event) {
    var position = log.size();
    var stream = event.getClass().getSimpleName();
    var version = versions.merge(stream, 1, Integer::sum);
    log.add(
        new GenericTrackedDomainEventMessage<>(
            new GlobalSequenceTrackingToken(position),
            new GenericDomainEventMessage<>(
                "Any",
                stream,
                version,
                event,
                position % 3 == 0 ? Map.of("actor", "ada") : Map.of("correlation_id", "c"),
                new UUID(0, position).toString(),
                START.plusNanos(position * 1_001_000L))));
  }

  private static Queue<Object> parkings(OrderId order) {
    var id = new FulfilmentId(order);
    var mail = FulfilmentAction.BOOK_CARRIER;
    var money = FulfilmentAction.VOID_PAYMENT;
    return new ArrayDeque<>(
        List.of(
            new FulfilmentParked(id, order, mail, "away", 3),
            new FulfilmentParked(id, order, money, "away", 3),
            new FulfilmentUnparked(id, order, mail, "back"),
            new FulfilmentParked(id, order, mail, "away again", 5),
            new FulfilmentResumed(id, order, mail),
            new FulfilmentActionSkipped(id, order, mail, "never parked"),
            new FulfilmentParked(id, order, money, "still away", 9)));
  }

  private static Queue<Object> shelf(Sku sku) {
    var order = new OrderId(new UUID(1, 1));
    var before = Money.parse("GBP 2.50");
    return new ArrayDeque<>(
        Stream.of(
                new ProductListed(sku, "a \"name\", {with} \\all of it", before),
                new StockItemRegistered(sku),
                new StockReceived(sku, "note-1", 100),
                new ProductPriceChanged(sku, before, Money.parse("GBP 3.00")),
                new StockAdjusted(sku, 90, -10, "counted"),
                new ProductRenamed(sku, "another name"),
                new StockCommitted(sku, order, 2),
                new ProductDiscontinued(sku, "gone"),
                new ProductListed(sku, "listed again", before),
                new ProductDiscontinued(sku, "gone again"))
            .map(Object.class::cast)
            .toList());
  }
}
