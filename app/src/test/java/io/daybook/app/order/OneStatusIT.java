package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.schema.fulfilment.FulfilmentPhase;
import io.daybook.schema.inventory.OrderStockEvent;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.status.GoldenHistories;
import io.daybook.schema.status.History;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/**
 * The list, the order and the order as it was say the same of every golden history, after each of
 * its events, and the fulfilment's phase goes with it. That the aggregate says it too is tested
 * beside the aggregate, by the same histories.
 */
@DirtiesContext
@TestPropertySource(properties = "daybook.roles=command,projection,query")
class OneStatusIT extends PlatformForTests {
  private final List<History> histories = GoldenHistories.all().toList();
  private final Map<String, Long> versions = new HashMap<>();
  private final List<Appended> appended = new ArrayList<>();
  private final Map<OrderId, FulfilmentPhase> phases = new HashMap<>();

  @Autowired EventStorageEngine log;

  private record Appended(History history, History.Step step, Instant at, long version) {}

  @Test
  void every_reader_says_the_approved_status_after_each_event() {
    var longest =
        histories.stream().mapToInt(history -> history.steps().size()).max().orElseThrow();
    for (int n = 0; n < longest; n++) {
      for (var history : histories) {
        if (n < history.steps().size()) {
          append(history, history.steps().get(n));
        }
      }
      awaitPosted();
      var listed = statusesInList();
      for (var history : histories) {
        var step = history.steps().get(Math.min(n, history.steps().size() - 1));
        var order = history.order().toString();
        var as = "%s, event %s".formatted(history, n);
        assertThat(listed.get(order)).as("list: %s", as).isEqualTo(step.status().name());
        assertThat(status(order)).as("order: %s", as).isEqualTo(step.status().name());
        await("fulfilment: " + as)
            .until(() -> phase(order), phases.get(history.order()).name()::equals);
      }
    }
    for (var then : appended) {
      var order = then.history().order();
      assertThat(statusThen(order + "\", asOf: \"" + then.at() + "\""))
          .as("%s after %s", then.history(), then.step())
          .isEqualTo(then.step().status().name());
      if (then.step().event() instanceof OrderEvent) {
        assertThat(statusThen(order + "\", atVersion: " + then.version()))
            .as("%s at version %s", then.history(), then.version())
            .isEqualTo(then.step().status().name());
      }
    }
  }

  private void append(History history, History.Step step) {
    var event = step.event();
    phases.merge(history.order(), FulfilmentPhase.RUNNING, (phase, _) -> phase.after(event));
    var stream = stream(event);
    var version = versions.merge(stream, 1L, Long::sum) - 1;
    var message = new GenericDomainEventMessage<>("Test", stream, version, event);
    log.appendEvents(message);
    var at =
        jdbc.queryForObject(
            "select recorded_at from event_log.domain_event where event_id = ?",
            OffsetDateTime.class,
            message.getIdentifier());
    appended.add(new Appended(history, step, at.toInstant(), version));
  }

  /** The timeline is posted together with the list. */
  private void awaitPosted() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                jdbc.queryForObject("select count(*) from order_history_v2.timeline", Integer.class)
                    == appended.size());
  }

  private String phase(String order) {
    return query("{fulfilment(orderId: \"" + order + "\") {phase}}")
        .path("fulfilment")
        .path("phase")
        .asString();
  }

  private Map<String, String> statusesInList() {
    return query("{orders(customerId: \"ada\", first: 100) {edges {node {id status}}}}")
        .path("orders")
        .path("edges")
        .valueStream()
        .map(edge -> edge.path("node"))
        .collect(
            Collectors.toMap(
                node -> node.path("id").asString(), node -> node.path("status").asString()));
  }

  private String statusThen(String idAndWhen) {
    return query("{order(id: \"" + idAndWhen + ") {status}}")
        .path("order")
        .path("status")
        .asString();
  }

  private static String stream(OrderRelated event) {
    return switch (event) {
      case OrderEvent e -> e.orderId().toString();
      case PaymentEvent e -> e.paymentId().toString();
      case ShipmentEvent e -> e.shipmentId().toString();
      case OrderStockEvent e -> "stock-" + e.sku();
      default -> throw new AssertionError(event);
    };
  }
}
