package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An instant is one position, for every question; and answers at one position agree. */
class MomentsIT extends PlatformForTests {
  private static final String ORDER =
      "{status position payment {captured {amount}} timeline {edges {node {type}}}}";

  @Test
  void an_order_as_of_an_instant_is_the_order_at_its_position() {
    var order = pickedOrder();
    for (var edge : timeline(order)) {
      var at = edge.path("node").path("at").asString();
      var position =
          query("{logPosition(asOf: \"" + at + "\") {position recordedAt}}").path("logPosition");
      assertThat(position.path("recordedAt").asString()).isEqualTo(at);
      var byInstant = query("{order(id: \"%s\", asOf: \"%s\") %s}".formatted(order, at, ORDER));
      var byPosition =
          query(
              "{order(id: \"%s\", atPosition: %d) %s}"
                  .formatted(order, position.path("position").asLong(), ORDER));
      assertThat(byInstant).isEqualTo(byPosition);
      assertThat(byInstant.path("order").path("position").asLong())
          .isLessThanOrEqualTo(position.path("position").asLong());
    }
  }

  @Test
  void stock_at_a_position_is_the_level_that_its_last_movement_led_to() {
    var sku = product("A-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    var movements =
        query(
                "{stockMovements(sku: \"%s\", minPosition: %d) {edges {node {position at onHand reserved}}}}"
                    .formatted(sku, head()))
            .path("stockMovements")
            .path("edges");
    assertThat(movements.size()).isGreaterThanOrEqualTo(3);
    var later = "";
    for (var edge : movements) {
      var movement = edge.path("node");
      var at = movement.path("at").asString();
      var moments = new ArrayList<String>();
      moments.add("atPosition: " + movement.path("position").asLong());
      if (!at.equals(later)) { // what is appended together was recorded at one instant
        moments.add("asOf: \"" + at + "\"");
      }
      later = at;
      for (var moment : moments) {
        var level =
            query("{stockLevel(sku: \"%s\", %s) {onHand reserved}}".formatted(sku, moment))
                .path("stockLevel");
        var listed =
            query(
                    "{stockLevels(skus: [\"%s\"], %s) {edges {node {onHand reserved}}}}"
                        .formatted(sku, moment))
                .path("stockLevels")
                .path("edges")
                .path(0)
                .path("node");
        assertThat(listed).isEqualTo(level);
        assertThat(level.path("onHand")).isEqualTo(movement.path("onHand"));
        assertThat(level.path("reserved")).isEqualTo(movement.path("reserved"));
      }
    }
    var before = "{stockLevel(sku: \"%s\", asOf: \"2020-01-01T00:00:00Z\") {onHand}}";
    assertThat(query(before.formatted(sku)).path("stockLevel").isNull()).isTrue();
  }

  @Test
  void every_price_and_name_of_a_product_is_told_with_its_time() {
    var sku = product("A-", "3.00", 0);
    put("/api/products/" + sku + "/price", Map.of("price", pounds("3.50")));
    put("/api/products/" + sku + "/name", Map.of("name", "Renamed"));
    var versions =
        query(
                "{productVersions(sku: \"%s\", minPosition: %d) {edges {node {at name price {amount}}}}}"
                    .formatted(sku, head()))
            .path("productVersions")
            .path("edges");
    assertThat(versions.size()).isEqualTo(3);
    for (var edge : versions) {
      var then =
          query(
                  "{product(sku: \"%s\", asOf: \"%s\") {name price {amount}}}"
                      .formatted(sku, edge.path("node").path("at").asString()))
              .path("product");
      assertThat(then.path("name")).isEqualTo(edge.path("node").path("name"));
      assertThat(then.path("price")).isEqualTo(edge.path("node").path("price"));
    }
  }

  @Test
  void a_difference_names_each_field_and_who_has_changed_it_because_of_what() {
    var order = pickedOrder();
    var moved =
        Map.of(
            "recipient",
            "Ada",
            "street",
            "1 Other Street",
            "city",
            "Bath",
            "postalCode",
            "BA1",
            "country",
            "GB");
    var before = head();
    send(
        "PUT",
        "/api/orders/" + order + "/address",
        JSON.writeValueAsString(moved),
        "Authorization",
        bearer("grace"));
    await()
        .until(
            () ->
                query("{order(id: \"%s\") {deliveryAddress {city}}}".formatted(order))
                    .toString()
                    .contains("Bath"));
    var diff =
        query(
                "{orderDiff(id: \"%s\", from: {atPosition: %d}) {changes {field before after steps {event {type actor becauseOf}}}}}"
                    .formatted(order, before))
            .path("orderDiff")
            .path("changes");
    var city = field(diff, "deliveryAddress.city");
    assertThat(city.path("before").asString()).isEqualTo("London");
    assertThat(city.path("after").asString()).isEqualTo("Bath");
    var by = city.path("steps").path(0).path("event");
    assertThat(by.path("type").asString()).isEqualTo("DeliveryAddressChanged");
    assertThat(by.path("actor").asString()).isEqualTo("grace");
    assertThat(typeOf(by.path("becauseOf").asString())).isEqualTo("CarrierRebooked");
    var whole =
        query(
                "{orderDiff(id: \"%s\", from: {asOf: \"2020-01-01T00:00:00Z\"}, to: {atVersion: 0}) {changes {field before after}}}"
                    .formatted(order))
            .path("orderDiff")
            .path("changes");
    assertThat(field(whole, "status").path("before").isNull()).isTrue();
    assertThat(field(whole, "status").path("after").asString()).isEqualTo("PROCESSING_PAYMENT");
  }

  @Test
  void questions_about_no_moment_or_two_are_refused_and_name_the_argument() {
    var order = pickedOrder();
    assertRefused(
        "{order(id: \"%s\", asOf: \"2020-01-01T00:00:00Z\", atVersion: 0) {id}}".formatted(order),
        "atVersion");
    assertRefused("{stockLevels(atPosition: -1) {edges {cursor}}}", "atPosition");
    assertRefused("{stockLevels(atPosition: 99999999999) {edges {cursor}}}", "atPosition");
    assertRefused("{orderDiff(id: \"%s\", from: {}) {orderId}}".formatted(order), "from");
    assertRefused(
        "{orderDiff(id: \"%s\", from: {atVersion: 1}, to: {atVersion: 0}) {orderId}}"
            .formatted(order),
        "to");
  }

  private void assertRefused(String query, String argument) {
    var error =
        post("/graphql", Map.of("query", query)).body().path("errors").path(0).path("extensions");
    assertThat(error.path("code").asString()).as(query).isEqualTo("BAD_REQUEST");
    assertThat(error.path("argument").asString()).as(query).isEqualTo(argument);
  }

  private static JsonNode field(JsonNode changes, String name) {
    for (var change : changes) {
      if (change.path("field").asString().equals(name)) {
        return change;
      }
    }
    throw new AssertionError(name + " in " + changes);
  }

  private String typeOf(String eventId) {
    return jdbc.queryForObject(
        """
        select substring(payload_type from '[A-Za-z]*$')
          from event_log.domain_event where event_id = ?
        """,
        String.class,
        eventId);
  }

  private String pickedOrder() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    return order;
  }

  private JsonNode timeline(String order) {
    return query(
            "{orderTimeline(orderId: \"%s\", minPosition: %d) {edges {node {at payload}}}}"
                .formatted(order, head()))
        .path("orderTimeline")
        .path("edges");
  }

  private long head() {
    return query("{logPosition {position}}").path("logPosition").path("position").asLong();
  }
}
