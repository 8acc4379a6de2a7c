package io.daybook.command.order;

import io.daybook.command.api.CommandSubmitter;
import io.daybook.command.catalog.CatalogPrices;
import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.order.OrderId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import org.axonframework.modelling.command.ConcurrencyException;
import org.joda.money.Money;
import org.springframework.stereotype.Component;

/**
 * Prices an order and places it; {@link Placement} decides what follows from the request. As a rule
 * nothing is read: the prices are remembered, the key is taken to be a new one, and the append of
 * the order fails if one of both is wrong. Only then, or where a product is not remembered, the
 * streams of the products and of the order itself are read, in one look, and it is decided again.
 * So nobody is refused, and nothing is placed, by a price that has changed.
 */
@Component
class OrderPlacement {
  /** How often prices may change while they are decided by. */
  private static final int ATTEMPTS = 5;

  private final EventLog log;
  private final CatalogPrices prices;
  private final CommandSubmitter commands;
  private final Clock clock;

  OrderPlacement(EventLog log, CatalogPrices prices, CommandSubmitter commands, Clock clock) {
    this.log = log;
    this.prices = prices;
    this.commands = commands;
    this.clock = clock;
  }

  /** What was placed. */
  record Receipt(OrderId orderId, Money total) {}

  /**
   * What becomes of a request.
   *
   * @param repeated whether it was placed before
   */
  record Placed(Receipt receipt, boolean repeated) {}

  Placed place(OrderId id, OrderRequests.NewOrder body) {
    var remembered = prices.remembered(Placement.products(body));
    if (remembered.isPresent()) {
      try {
        return send(Placement.of(id, body, remembered.get(), null, clock.instant()));
      } catch (ConcurrencyException | DomainRejection doubtful) {
        return placeAsRead(id, body);
      }
    }
    return placeAsRead(id, body);
  }

  private Placed placeAsRead(OrderId id, OrderRequests.NewOrder body) {
    var skus = Placement.products(body);
    var streams = new ArrayList<String>(skus.size() + 1);
    skus.forEach(sku -> streams.add(new ProductId(sku).toString()));
    streams.add(id.toString());
    for (int left = ATTEMPTS - 1; ; left--) {
      var events = log.readStreams(streams);
      var offers = prices.learn(skus, events);
      try {
        return send(Placement.of(id, body, offers, Placement.placedIn(events), clock.instant()));
      } catch (ConcurrencyException changed) {
        if (left == 0) {
          throw changed;
        }
      }
    }
  }

  private Placed send(Placement placement) {
    if (placement.isNew()) {
      var notes = Map.of(MetadataKeys.REQUEST_OPTIONS, placement.options());
      commands.sendNew(placement.command(), placement.restsOn(), notes);
    } else {
      commands.send(placement.command());
    }
    var receipt = new Receipt(placement.command().orderId(), placement.total());
    return new Placed(receipt, !placement.isNew());
  }
}
