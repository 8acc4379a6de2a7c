package io.daybook.app.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of orders by what was in them, and by the parcel. */
class OrderFiltersIT extends PlatformForTests {

  @Test
  void orders_with_a_line_of_a_product_are_found_now_and_as_of_then() {
    var sku = product("A-", "3.00", 10);
    var other = product("B-", "2.00", 10);
    var first = place("tok_visa", Map.of(sku, 1));
    var before = head();
    var both = place("tok_visa", Map.of(sku, 1, other, 1));
    assertThat(found("sku: \"" + sku + "\"")).containsExactlyInAnyOrder(first, both);
    assertThat(found("sku: \"" + other + "\"")).containsExactly(both);
    assertThat(found("sku: \"" + sku + "\", atPosition: " + before)).containsExactly(first);
    assertThat(found("sku: \"" + other + "\", atPosition: " + before)).isEmpty();
    assertThat(found("sku: \"nobody has this\"")).isEmpty();
  }

  @Test
  void an_order_is_found_by_its_parcel_from_when_the_parcel_left() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 10), 1));
    awaitStatus(order, "PICKING");
    var before = head();
    assertThat(
            post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of())
                .status())
        .isEqualTo(204);
    awaitStatus(order, "SHIPPED");
    var summary = query("{order(id: \"" + order + "\") {shipment {trackingNumber}}}");
    var tracking = summary.at("/order/shipment/trackingNumber").asString();
    var by = "trackingNumber: \"" + tracking + "\"";
    assertThat(found(by)).containsExactly(order);
    assertThat(found(by + ", atPosition: " + before)).isEmpty();
    assertThat(found(by + ", status: PICKING")).isEmpty();
    assertThat(found("trackingNumber: \"\"")).isEmpty();
  }

  private List<String> found(String by) {
    return query(
            "{orders(first: 50, %s, minPosition: %d) {edges {node {id}}}}".formatted(by, head()))
        .path("orders")
        .path("edges")
        .valueStream()
        .map(edge -> edge.at("/node/id").asString())
        .toList();
  }

  private long head() {
    return query("{logPosition {position}}").path("logPosition").path("position").asLong();
  }
}
