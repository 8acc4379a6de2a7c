package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Which orders hold units of a SKU, and which SKUs are wanted most. */
class ReservationsIT extends PlatformForTests {

  @Test
  void orders_hold_what_they_have_reserved_until_they_let_go_or_it_is_sent() {
    var sku = product("RSV-A-", "3.00", 50);
    var first = picked(sku, 2);
    var second = picked(sku, 3);
    var third = picked(sku, 5);
    await().untilAsserted(() -> assertThat(held(sku, "")).hasSize(3));
    var then = held(sku, "");
    assertThat(then.stream().map(one -> one.path("orderId").asString()))
        .containsExactly(first, second, third);
    assertThat(then.stream().map(one -> one.path("units").asInt())).containsExactly(2, 3, 5);
    var head = head();
    post("/api/shipments/" + first.replace("order-", "shipment-") + "/dispatch", Map.of());
    cancel(second);
    awaitStatus(second, "CANCELLED");
    await()
        .untilAsserted(
            () ->
                assertThat(held(sku, "").stream().map(one -> one.path("orderId").asString()))
                    .containsExactly(third));
    assertThat(held(sku, ", atPosition: " + head)).isEqualTo(then);
  }

  @Test
  void they_are_read_page_by_page_both_ways() {
    var sku = product("RSV-B-", "3.00", 50);
    var orders = List.of(picked(sku, 1), picked(sku, 1), picked(sku, 1));
    await().untilAsserted(() -> assertThat(held(sku, "")).hasSize(3));
    var page = page(sku, "first: 2");
    assertThat(page.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
    var cursor = page.at("/pageInfo/endCursor").asString();
    var next = page(sku, "first: 2, after: \"" + cursor + "\"");
    assertThat(next.at("/edges/0/node/orderId").asString()).isEqualTo(orders.getLast());
    assertThat(next.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    var last = page(sku, "last: 1");
    assertThat(last.at("/edges/0/node/orderId").asString()).isEqualTo(orders.getLast());
  }

  @Test
  void levels_come_with_those_first_of_which_most_is_reserved() {
    var quiet = product("RSV-C-", "3.00", 500);
    var hot = product("RSV-D-", "3.00", 500);
    picked(quiet, 1);
    picked(hot, 90);
    var skus = "skus: [\"%s\", \"%s\"]".formatted(quiet, hot);
    await()
        .untilAsserted(
            () ->
                assertThat(levels(skus + ", sort: RESERVED_DESC").at("/edges/0/node/reserved"))
                    .hasToString("90"));
    var first = levels(skus + ", sort: RESERVED_DESC, first: 1");
    assertThat(first.at("/edges/0/node/sku").asString()).isEqualTo(hot);
    var cursor = first.at("/pageInfo/endCursor").asString();
    var after = ", first: 1, after: \"" + cursor + "\"";
    assertThat(levels(skus + ", sort: RESERVED_DESC" + after).at("/edges/0/node/sku").asString())
        .isEqualTo(quiet);
    assertThat(
            levels(skus + ", sort: RESERVED_DESC, atPosition: " + head() + after)
                .at("/edges/0/node/sku")
                .asString())
        .isEqualTo(quiet);
    assertThat(
            post(
                    "/graphql",
                    Map.of("query", "{stockLevels(" + skus + after + ") {edges {node {sku}}}}"))
                .toString())
        .contains("BAD_CURSOR");
  }

  private String picked(String sku, int units) {
    var order = place("tok_visa", Map.of(sku, units));
    awaitStatus(order, "PICKING");
    return order;
  }

  private List<JsonNode> held(String sku, String more) {
    return page(sku, "first: 20" + more)
        .path("edges")
        .valueStream()
        .map(e -> e.path("node"))
        .toList();
  }

  private JsonNode page(String sku, String arguments) {
    return query(
            "{stockReservations(sku: \"%s\", %s) {edges {node {orderId units since position}} pageInfo {hasNextPage endCursor}}}"
                .formatted(sku, arguments))
        .path("stockReservations");
  }

  private long head() {
    return query("{logPosition {position}}").at("/logPosition/position").asLong();
  }

  private JsonNode levels(String arguments) {
    return query(
            "{stockLevels(%s) {edges {node {sku reserved}} pageInfo {endCursor}}}"
                .formatted(arguments))
        .path("stockLevels");
  }
}
