package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of orders: filtered, searched, as of then, page by page, as CSV. */
class ConsoleOrdersIT extends PlatformForTests {

  @Test
  void orders_are_found_by_sku_status_and_tracking_number() {
    var sku = product("COL-A-", "3.00", 10);
    var order = placed(sku);
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    var list = "/console/orders?sku=" + sku;
    await().until(() -> clerk.page(list + "&status=PICKING").contains(order));
    assertThat(clerk.page(list + "&status=DELIVERED")).contains("No order is like this");
    post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
    var number =
        query("{order(id: \"" + order + "\") {shipment {trackingNumber}}}")
            .at("/order/shipment/trackingNumber")
            .asString();
    await().until(() -> clerk.page("/console/orders?tracking=" + number).contains(order));
    assertThat(Visitor.location(clerk.get("/console/search?q=" + number)))
        .endsWith("/console/orders/" + order);
  }

  @Test
  void a_search_leads_to_what_it_names() {
    var sku = product("COL-B-", "3.00", 10);
    var order = placed(sku);
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    await().until(() -> clerk.page("/console/orders?sku=" + sku).contains(order));
    assertThat(Visitor.location(clerk.get("/console/search?q=" + order)))
        .endsWith("/console/orders/" + order);
    assertThat(Visitor.location(clerk.get("/console/search?q=" + sku)))
        .endsWith("/console/orders?sku=" + sku);
    assertThat(Visitor.location(clerk.get("/console/search?q=ada")))
        .endsWith("/console/orders?customer=ada");
    assertThat(Visitor.location(clerk.get("/console/search?q="))).endsWith("/console/orders");
    assertThat(clerk.get("/console/search?q=%3Cscript%3E+%22").statusCode()).isEqualTo(302);
  }

  @Test
  void orders_are_found_by_when_they_were_ordered() {
    var before = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
    var sku = product("COL-G-", "3.00", 10);
    var order = placed(sku);
    var after = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    var list = "/console/orders?sku=" + sku;
    await().until(() -> clerk.page(list).contains(order));
    assertThat(clerk.page(list + "&from=" + before + "&to=" + after)).contains(order);
    assertThat(clerk.page(list + "&to=" + before)).contains("No order is like this");
    assertThat(clerk.page(list + "&from=" + after)).contains("No order is like this");
    assertThat(clerk.get("/console/orders?from=yesterday").statusCode()).isEqualTo(400);
  }

  @Test
  void a_list_as_of_then_is_of_then() {
    var before = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    var sku = product("COL-C-", "3.00", 10);
    var order = placed(sku);
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    await().until(() -> clerk.page("/console/orders?sku=" + sku).contains(order));
    assertThat(clerk.page("/console/orders?sku=" + sku + "&asOf=" + before))
        .contains("No order is like this")
        .contains("The shop as it was known at");
    assertThat(clerk.get("/console/orders?asOf=then").statusCode()).isEqualTo(400);
    assertThat(clerk.get("/console/orders?after=forged").statusCode()).isEqualTo(400);
  }

  @Test
  void what_is_shown_is_to_be_had_as_csv() {
    var sku = product("COL-D-", "3.00", 10);
    var order = placed(sku);
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    await().until(() -> clerk.page("/console/orders?sku=" + sku).contains(order));
    var csv = clerk.get("/console/orders?sku=" + sku + "&format=csv");
    assertThat(csv.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
    assertThat(csv.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("attachment");
    assertThat(csv.body().lines().toList()).hasSize(2).element(1).asString().startsWith(order);
  }

  @Test
  void pages_follow_each_other_by_a_cursor() {
    var sku = product("COL-E-", "3.00", 200);
    for (int i = 0; i < 51; i++) {
      place("tok_visa", Map.of(sku, 1));
    }
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    var first = "/console/orders?sku=" + sku;
    await().until(() -> clerk.page(first).contains("Next page"));
    var next =
        Pattern.compile("href=\"(/console/orders[^\"]*after=[^\"]*)\">Next")
            .matcher(clerk.page(first))
            .results()
            .findFirst()
            .orElseThrow()
            .group(1)
            .replace("&amp;", "&");
    var second = clerk.page(next);
    assertThat(second).contains("First page").doesNotContain("Next page");
    assertThat(Pattern.compile("<td><a class=\"id\"").matcher(second).results()).hasSize(1);
  }

  @Test
  void customers_have_a_list_of_their_own_orders_only() {
    var sku = product("COL-F-", "3.00", 10);
    var order = placed(sku);
    var ada = Visitor.signedIn(port, "ada", Role.CUSTOMER);
    await().until(() -> ada.page("/console/orders?sku=" + sku).contains(order));
    assertThat(Visitor.signedIn(port, "bob", Role.CUSTOMER).page("/console/orders?sku=" + sku))
        .doesNotContain(order);
  }

  private String placed(String sku) {
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    return order;
  }
}
