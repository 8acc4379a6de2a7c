package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is on the shelf, was on it, and moved. */
class ConsoleStockIT extends PlatformForTests {

  @Test
  void the_history_of_a_sku_is_a_chart_and_a_table() {
    var sku = product("CST-A-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    var warehouse = Visitor.signedIn(port, "w", Role.WAREHOUSE);
    await()
        .untilAsserted(
            () ->
                assertThat(warehouse.page("/console/stock/" + sku))
                    .contains("<dt>Available</dt><dd>8</dd>")
                    .contains("<path class=\"on-hand\" d=\"M0.0 ")
                    .contains("/console/orders/" + order + "?at=")
                    .contains("+2")
                    .containsPattern(
                        "<td><a class=\"id\" href=\"/console/orders/"
                            + order
                            + "\">[^<]*</a></td>\\s*<td class=\"number\">2</td>"));
    assertThat(warehouse.page("/console/stock?sku=" + sku)).contains("/console/stock/" + sku);
  }

  @Test
  void a_shelf_as_of_then_is_of_then() {
    var sku = product("CST-B-", "3.00", 10);
    var clerk = Visitor.signedIn(port, "c", Role.CLERK);
    await()
        .untilAsserted(
            () -> assertThat(clerk.get("/console/stock/" + sku).statusCode()).isEqualTo(200));
    var then = Instant.now().toString();
    post("/api/stock/" + sku + "/receipts", Map.of("receiptId", "r2", "quantity", 5));
    await()
        .untilAsserted(
            () ->
                assertThat(clerk.page("/console/stock/" + sku))
                    .contains("<dt>On hand</dt><dd>15</dd>"));
    assertThat(clerk.page("/console/stock/" + sku + "?asOf=" + then))
        .contains("<dt>On hand</dt><dd>10</dd>")
        .doesNotContain("Movements");
    assertThat(clerk.get("/console/stock/NOTHING").statusCode()).isEqualTo(404);
  }

  @Test
  void what_is_most_wanted_comes_first_unless_one_asks_otherwise() {
    var hot = product("CST-Z-", "3.00", 500);
    var order = place("tok_visa", Map.of(hot, 400));
    awaitStatus(order, "PICKING");
    var warehouse = Visitor.signedIn(port, "w", Role.WAREHOUSE);
    await()
        .untilAsserted(() -> assertThat(firstOf(warehouse.page("/console/stock"))).isEqualTo(hot));
    assertThat(firstOf(warehouse.page("/console/stock?order=sku"))).isNotEqualTo(hot);
    assertThat(Visitor.signedIn(port, "c", Role.CLERK).page("/console/stock/" + hot))
        .contains("<dt>Reserved</dt><dd>400</dd>")
        .doesNotContain("Reserved by orders");
  }

  private static String firstOf(String page) {
    var sku = java.util.regex.Pattern.compile("<td><a href=\"[^\"]*\"><bdi>([^<]*)").matcher(page);
    assertThat(sku.find()).isTrue();
    return sku.group(1);
  }
}
