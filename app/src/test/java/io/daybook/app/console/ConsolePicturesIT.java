package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.web.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Screens as the document shows them, readable to everybody; looked at by axe. */
@EnabledIf("io.daybook.app.console.Chromium#isInstalled")
@Tag("long")
class ConsolePicturesIT extends ConsoleBrowserForTests {

  @Test
  void screens_are_readable_to_everybody_and_are_as_the_document_shows_them() {
    var order = picked("BRW-D-");
    for (int i = 0; i < 5; i++) {
      place(i == 2 ? "tok_declined" : "tok_visa", Map.of(product("BRW-D-", "7.50", 10), 1 + i));
    }
    var sku = query("{order(id: \"" + order + "\") {lines {sku}}}").at("/order/lines/0/sku");
    parkedOrders("BRW-F-", 2);
    var page = chromium.signedIn("somebody", Role.OPERATOR, Role.CLERK, Role.AUDITOR, Role.FINANCE);
    page.navigate("/console/orders/" + order);
    var then = page.locator(".history a").filter(with("Payment captured")).getAttribute("href");
    chromium.inspect(page, "overview", "/console/overview");
    chromium.inspect(page, "orders", "/console/orders");
    chromium.inspect(page, "order", "/console/orders/" + order);
    chromium.inspect(page, "order-then", then);
    chromium.inspect(page, "causes", "/console/orders/" + order + "/causes");
    chromium.inspect(page, "stock", "/console/stock");
    chromium.inspect(page, "stock-item", "/console/stock/" + sku.asString());
    chromium.inspect(page, "work", "/console/work");
    var parked = parkedOrders("BRW-H-", 2);
    var preview = "/console/work/preview?decision=CANCEL&order=" + String.join("&order=", parked);
    chromium.inspect(page, "work-preview", preview);
    page.navigate("/console/work/preview?decision=RESUME&order=" + String.join("&order=", parked));
    page.locator("form.confirm button").click();
    page.locator("#live-state").filter(with("Done")).waitFor();
    chromium.inspect(page, "work-batch", page.url());
    page.navigate("/console/projections");
    page.locator("svg.lag").first().waitFor();
    chromium.inspect(page, "projections", "/console/projections");
    chromium.inspect(page, null, "/console/projections/stock/dead-letters");
    chromium.inspect(page, null, "/console/projections/processors/outside-calls");
    chromium.inspect(page, "books", "/console/books");
    chromium.inspect(page, "log", "/console/log?stream=" + order);
    chromium.inspect(page, null, "/console/log?follow=true&type=Nothing");
    chromium.inspect(page, null, "/console/work/preview?decision=RESUME");
    chromium.inspect(page, null, "/console/orders?sku=NOTHING");
    chromium.inspect(page, null, "/console/orders/order-00000000-0000-0000-0000-000000000000");
    assertThat(chromium.findings()).isEmpty();
  }
}
