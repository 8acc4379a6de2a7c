package io.daybook.app.console;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.daybook.app.outside.OutsideForTests;
import io.daybook.sandbox.Faults.Kind;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The console in Debian's Chromium, where it is installed, and what is to be seen there. */
abstract class ConsoleBrowserForTests extends OutsideForTests {
  protected Chromium chromium;

  @BeforeEach
  void open() {
    chromium = new Chromium("http://localhost:" + port);
  }

  @AfterEach
  void close() {
    chromium.close();
  }

  protected List<String> parkedOrders(String prefix, int count) {
    fail("payments.capture", Kind.ERROR, null);
    var sku = product(prefix, "3.00", 50);
    var orders =
        IntStream.rangeClosed(1, count)
            .mapToObj(units -> place(token, Map.of(sku, units)))
            .toList();
    orders.forEach(order -> awaitParked(order, "CAPTURE_PAYMENT"));
    everythingWorksAgain();
    return orders;
  }

  protected static Locator.FilterOptions with(String text) {
    return new Locator.FilterOptions().setHasText(text);
  }

  protected String picked(String prefix) {
    var order = place("tok_visa", Map.of(product(prefix, "3.00", 10), 2));
    awaitStatus(order, "PICKING");
    await()
        .until(
            () ->
                query("{orderTimeline(orderId: \"" + order + "\") {edges {node {type}}}}")
                    .toString()
                    .contains("PickingStarted"));
    return order;
  }

  /** A button of a page, by all of its text. */
  protected static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  /** A link of a page, by all of its text. */
  protected static Locator link(Page page, String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
        .first();
  }

  /** The group of the work list that has an order. */
  protected static Locator groupOf(Page page, String order) {
    return page.locator("section.card")
        .filter(new Locator.FilterOptions().setHas(page.locator("input[value='" + order + "']")));
  }

  protected void dispatch(String order) {
    post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
  }
}
