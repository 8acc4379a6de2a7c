package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * What changes is pushed, over server-sent events, and is what a query of that position answers.
 */
@TestPropertySource(
    properties = {"daybook.query.subscriptions=3", "spring.graphql.http.sse.keep-alive=200ms"})
class SubscriptionsIT extends PlatformForTests {
  private static final String CHANGE =
      "{position order {id status captured {amount} lines {sku quantity returned}}}";

  /** An open stream of server-sent events. */
  private final class Told implements AutoCloseable {
    private final List<JsonNode> changes = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpResponse<Stream<String>> response;
    private final long opened = System.nanoTime();

    Told(String field, String subscription) {
      var body = JSON.writeValueAsString(Map.of("query", "subscription {" + subscription + "}"));
      var request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/graphql"))
              .header("Content-Type", "application/json")
              .header("Accept", "text/event-stream")
              .header("Authorization", bearer("tester"))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      try {
        response = client.send(request, HttpResponse.BodyHandlers.ofLines());
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException stopped) {
        throw new IllegalStateException(stopped);
      }
      var unused = Thread.ofPlatform().daemon().start(() -> read(field));
    }

    private void read(String field) {
      try {
        response
            .body()
            .filter(line -> line.startsWith("data:") && line.length() > 6)
            .map(line -> JSON.readTree(line.substring(5)))
            .forEach(
                told -> changes.add(told.has("errors") ? told : told.path("data").path(field)));
      } catch (UncheckedIOException closed) {
        // the test is over
      }
    }

    boolean isOld() {
      return System.nanoTime() - opened > 700_000_000;
    }

    List<Long> positions() {
      return changes.stream().map(change -> change.path("position").asLong()).toList();
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }

  /** Opened when those whom the server does not yet know to be gone have left a place. */
  private Told told(String field, String subscription) {
    while (true) {
      var told = new Told(field, subscription);
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !told.changes.isEmpty() || told.isOld());
      if (!told.changes.toString().contains("BUSY")) {
        return told;
      }
      told.close();
    }
  }

  @Test
  void each_change_of_an_order_is_told_once_and_is_what_a_query_of_its_position_answers() {
    var sku = product("A-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 2));
    try (var told =
        told(
            "orderChanged",
            "orderChanged(id: \"%s\", fromPosition: 0) %s".formatted(order, CHANGE))) {
      awaitStatus(order, "PICKING");
      var parcel = "/api/shipments/" + order.replace("order-", "shipment-");
      post(parcel + "/dispatch", Map.of());
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> told.changes.toString().contains("SHIPPED"));
      assertThat(told.positions()).isSorted().doesNotHaveDuplicates();
      assertThat(told.positions()).containsExactlyElementsOf(versionsOf(order));
      for (var change : told.changes) {
        var then =
            query(
                    "{orders(first: 1, customerId: \"ada\", atPosition: %d, orderedFrom: \"2000-01-01T00:00:00Z\") {edges {node {id status captured {amount} lines {sku quantity returned}}}}}"
                        .formatted(change.path("position").asLong()))
                .path("orders")
                .path("edges");
        assertThat(then.toString()).contains(change.path("order").toString());
      }
    }
  }

  @Test
  void who_goes_on_from_a_position_misses_nothing_and_hears_nothing_twice() {
    var sku = product("A-", "3.00", 10);
    var first = new ArrayList<Long>();
    try (var told =
        told(
            "stockChanged",
            "stockChanged(sku: \"%s\", fromPosition: 0) {position reserved}".formatted(sku))) {
      var order = place("tok_visa", Map.of(sku, 2));
      awaitStatus(order, "PICKING");
      await().until(() -> told.changes.size() >= 3);
      first.addAll(told.positions());
    }
    awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    try (var told =
        told(
            "stockChanged",
            "stockChanged(sku: \"%s\", fromPosition: %d) {position reserved}"
                .formatted(sku, first.getLast()))) {
      await().until(() -> told.changes.size() >= 1);
      first.addAll(told.positions());
    }
    assertThat(first)
        .containsExactlyElementsOf(
            jdbc.queryForList(
                "select position from event_log.domain_event where stream = ? and payload_type ~"
                    + " '\\.Stock[A-Z]' order by position",
                Long.class,
                "stock-" + sku));
  }

  @Test
  void a_customers_orders_and_a_fulfilment_are_told_as_they_change() {
    var sku = product("A-", "3.00", 10);
    try (var ofAda = told("orderChanged", "orderChanged(customerId: \"ada\") " + CHANGE)) {
      var order = place("tok_visa", Map.of(sku, 1));
      try (var steps =
          told(
              "fulfilmentChanged",
              "fulfilmentChanged(orderId: \"%s\", fromPosition: 0) {position type fulfilment {step phase}}"
                  .formatted(order))) {
        awaitStatus(order, "PICKING");
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    ofAda.changes.toString().contains(order)
                        && ofAda.changes.toString().contains("PICKING")
                        && steps.changes.toString().contains("OrderConfirmed"));
      }
    }
  }

  @Test
  void only_so_many_are_open_at_once_and_a_place_is_free_again() {
    var sku = product("A-", "3.00", 10);
    var stock = "stockChanged(sku: \"%s\", fromPosition: 0) {position}".formatted(sku);
    try (var one = told("stockChanged", stock);
        var two = told("stockChanged", stock);
        var three = told("stockChanged", stock)) {
      assertThat(List.of(one, two, three)).allMatch(each -> !each.changes.isEmpty());
      try (var four = new Told("stockChanged", stock)) {
        await().until(() -> four.changes.toString().contains("BUSY"));
      }
    }
    try (var again = told("stockChanged", stock)) {
      assertThat(again.changes).isNotEmpty();
    }
  }

  private List<Long> versionsOf(String order) {
    return jdbc.queryForList(
        """
        select distinct v.position from event_log.domain_event v
         where stream in (?, ?, ?) and payload_type ~
               '\\.(OrderPlaced|PaymentAuthorized|CarrierBookingRequested|PaymentCaptureRequested|PaymentCaptured|OrderConfirmed|PickingStarted|OrderShipped)$'
         order by v.position
        """,
        Long.class,
        order,
        order.replace("order-", "payment-"),
        order.replace("order-", "shipment-"));
  }
}
