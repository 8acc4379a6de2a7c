package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.test.context.TestPropertySource;

/**
 * Tasks of people who are new to the console, by the steps that its document shows, and by no more
 * of them: each step is one thing that somebody does.
 */
@EnabledIf("io.daybook.app.console.Chromium#isInstalled")
@TestPropertySource(
    properties = {
      "daybook.outside.payment.attempts=2",
      "daybook.outside.payment.first-pause-parked=1h",
      "daybook.outside.payment.longest-pause-parked=1h"
    })
class ConsoleTasksIT extends ConsoleBrowserForTests {
  private static final Path DOCUMENT = Path.of("..", "docs", "console.md");
  private static final Duration A_MINUTE = Duration.ofMinutes(1);

  private Instant started = Instant.EPOCH;
  private int steps;

  @Test
  void why_was_this_order_cancelled() {
    var order = picked("TSK-A-");
    cancel(order);
    awaitStatus(order, "CANCELLED");
    var page = chromium.signedIn("clerk-1", Role.CLERK);
    page.navigate("/console");
    begin();
    step(() -> page.keyboard().press("/"));
    step(() -> page.keyboard().type(order));
    step(() -> page.keyboard().press("Enter"));
    page.waitForURL("**/console/orders/" + order);
    assertThat(page.locator("section[aria-labelledby=facts-title]").textContent())
        .contains("Cancelled bycustomer")
        .contains("Becausechanged my mind");
    ended("Why was this order cancelled?");
  }

  @Test
  void what_was_the_stock_of_this_sku_then() {
    var sku = product("TSK-B-", "3.00", 10);
    await().until(() -> query("{stockLevel(sku: \"" + sku + "\") {onHand}}").has("stockLevel"));
    var then = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.SECONDS);
    await().until(() -> Instant.now().isAfter(then.plusMillis(10)));
    post("/api/stock/" + sku + "/receipts", Map.of("receiptId", "later", "quantity", 5));
    await()
        .until(
            () ->
                query("{stockLevel(sku: \"" + sku + "\") {onHand}}")
                        .at("/stockLevel/onHand")
                        .asInt()
                    == 15);
    var page = chromium.signedIn("warehouse-1", Role.WAREHOUSE);
    page.navigate("/console");
    begin();
    step(() -> link(page, "Stock").click());
    step(() -> page.getByLabel("SKU", new Page.GetByLabelOptions().setExact(true)).fill(sku));
    step(() -> page.keyboard().press("Enter"));
    step(() -> link(page, sku).click());
    step(() -> page.getByLabel("As of, UTC").fill(then.toString().replace("Z", "")));
    step(() -> button(page, "Show").click());
    page.getByText("The shelf as it was known at").waitFor();
    assertThat(page.locator(".tiles").textContent()).contains("On hand10");
    ended("What was the stock of this SKU on Tuesday at noon?");
  }

  @Test
  void forty_parked_orders_are_brought_back_after_an_outage() {
    // So few at a time that the port is still trusted: else they would wait for it, and not park.
    var orders = new ArrayList<String>();
    while (orders.size() < 40) {
      orders.addAll(parkedOrders("TSK-C-", 8));
    }
    var page = chromium.signedIn("ops", Role.OPERATOR);
    page.navigate("/console");
    begin();
    step(() -> link(page, "Work list").click());
    step(
        () ->
            groupOf(page, orders.getFirst())
                .getByRole(
                    AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName("Try all of this reason again"))
                .click());
    page.locator("#live-state").filter(with("Done")).waitFor();
    assertThat(page.locator("#progress-title").textContent())
        .isEqualTo("40 of 40 orders are tried again");
    ended("Bring forty parked orders back after an outage.");
    orders.forEach(order -> awaitStatus(order, "PICKING"));
    assertThat(chromium.complaints()).isEmpty();
  }

  private void begin() {
    started = Instant.now();
    steps = 0;
  }

  private void step(Runnable done) {
    done.run();
    steps++;
  }

  /** The document has so many steps; the machine needs a fraction of what a person has. */
  private void ended(String task) {
    assertThat(Duration.between(started, Instant.now())).isLessThan(A_MINUTE);
    var documented =
        Pattern.compile(Pattern.quote("**" + task + "**") + "[^\n]*\n\n((?:\\d+\\. [^\n]*\n)+)")
            .matcher(document());
    assertThat(documented.find()).as(task + " is in the document, with numbered steps").isTrue();
    assertThat(documented.group(1).lines()).as(task).hasSize(steps);
  }

  private static String document() {
    try {
      return Files.readString(DOCUMENT);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
