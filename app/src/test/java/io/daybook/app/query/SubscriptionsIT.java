package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.web.access.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * What changes is pushed, over server-sent events, and is what a query of that position answers.
 */
@TestPropertySource(
    properties = {"daybook.query.subscriptions=3", "spring.graphql.http.sse.keep-alive=200ms"})
class SubscriptionsIT extends PlatformForTests {
  private static final String CHANGE =
      "{position order {id status captured {amount} lines {sku quantity returned}}}";

  /** Opened when those whom the server does not yet know to be gone have left a place. */
  private Told told(String field, String subscription) {
    return told(() -> new Told(port, field, subscription));
  }

  private static Told told(Supplier<Told> opening) {
    while (true) {
      var told = opening.get();
      await()
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !told.changes().isEmpty() || told.isOld());
      if (!told.changes().toString().contains("BUSY")) {
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
          .until(() -> told.changes().toString().contains("SHIPPED"));
      assertThat(told.positions()).isSorted().doesNotHaveDuplicates();
      assertThat(told.positions()).containsExactlyElementsOf(versionsOf(order));
      for (var change : told.changes()) {
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
  void an_auditor_follows_the_log_and_his_look_is_noted_once() {
    var sku = product("A-", "3.00", 10);
    var field = "eventLogged(type: \"OrderPlaced\") {position type stream payload}";
    try (var told =
        told(
            () ->
                new Told(
                    port, IssuerForTests.bearer("aud-f", Role.AUDITOR), "eventLogged", field))) {
      await()
          .until(
              () -> {
                place("tok_visa", Map.of(sku, 1));
                return !told.changes().isEmpty();
              });
      assertThat(told.changes().getFirst().toString())
          .contains("\"type\":\"OrderPlaced\"", "\"customerId\":\"ada\"")
          .doesNotContain("tok_visa");
    }
    var looks = "{auditLog(type: \"DataLookedAt\", actor: \"aud-f\") {edges {node {position}}}}";
    await().untilAsserted(() -> assertThat(query(looks).at("/auditLog/edges")).hasSize(1));
  }

  @Test
  void a_subscription_ends_with_the_token_that_it_was_asked_with() {
    var sku = product("A-", "3.00", 10);
    var stock = "stockChanged(sku: \"%s\", fromPosition: 0) {onHand}".formatted(sku);
    try (var told =
        told(
            () -> {
              var token = IssuerForTests.bearerFor(Duration.ofSeconds(4), "w", Role.WAREHOUSE);
              return new Told(port, token, "stockChanged", stock);
            })) {
      await().until(() -> told.isOver());
      assertThat(told.changes().toString()).contains("\"onHand\":10");
      assertThat(told.changes().getLast().toString()).contains("TOKEN_EXPIRED", "new one");
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
      await().until(() -> told.changes().size() >= 3);
      first.addAll(told.positions());
    }
    awaitStatus(place("tok_visa", Map.of(sku, 1)), "PICKING");
    try (var told =
        told(
            "stockChanged",
            "stockChanged(sku: \"%s\", fromPosition: %d) {position reserved}"
                .formatted(sku, first.getLast()))) {
      await().until(() -> told.changes().size() >= 1);
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
                    ofAda.changes().toString().contains(order)
                        && ofAda.changes().toString().contains("PICKING")
                        && steps.changes().toString().contains("OrderConfirmed"));
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
      assertThat(List.of(one, two, three)).allMatch(each -> !each.changes().isEmpty());
      try (var four = new Told(port, "stockChanged", stock)) {
        await().until(() -> four.changes().toString().contains("BUSY"));
      }
    }
    try (var again = told("stockChanged", stock)) {
      assertThat(again.changes()).isNotEmpty();
    }
  }

  @Test
  void how_far_a_rebuild_is_is_told_until_it_is_live() throws SQLException {
    product("A-", "3.00", 1);
    var number =
        jdbc.queryForObject(
                "select max(number) from projection.generation where model = 'catalog'",
                Integer.class)
            + 1;
    try (var told =
            told(
                "projectionProgress",
                "projectionProgress(name: \"catalog\") {name generation state phase position target"
                    + " eventsPerSecond secondsLeft nodes}");
        var held = jdbc.getDataSource().getConnection()) {
      await().until(() -> last(told).startsWith((number - 1) + " LIVE"));
      held.setAutoCommit(false);
      try (var statement = held.createStatement()) { // nobody leads it on
        statement.execute(
            "select pg_advisory_xact_lock(4714, hashtext('catalog_g%d'))".formatted(number));
      }
      assertThat(post("/api/operations/projections/catalog/rebuild", Map.of()).status())
          .isEqualTo(202);
      await().untilAsserted(() -> assertThat(last(told)).isEqualTo(number + " BUILDING LOADING"));
      held.rollback();
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(() -> assertThat(last(told)).isEqualTo(number + " LIVE FOLLOWING"));
    }
    try (var nobody = told("projectionProgress", "projectionProgress(name: \"x\") {position}")) {
      await()
          .atMost(Duration.ofSeconds(10))
          .untilAsserted(() -> assertThat(nobody.changes().toString()).contains("BAD_REQUEST"));
    }
  }

  private static String last(Told told) {
    if (told.changes().isEmpty()) {
      return "";
    }
    var last = told.changes().getLast();
    if (last.has("errors")) {
      return last.toString();
    }
    return "%d %s %s"
        .formatted(
            last.path("generation").asInt(),
            last.path("state").asString(),
            last.path("phase").asString());
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
