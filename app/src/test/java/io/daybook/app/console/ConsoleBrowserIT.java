package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The console in Debian's Chromium, where it is installed. */
@EnabledIf("io.daybook.app.console.Chromium#isInstalled")
class ConsoleBrowserIT extends ConsoleBrowserForTests {
  @Test
  void the_slider_goes_through_the_past_and_each_moment_is_an_address() {
    var order = picked("BRW-A-");
    var page = chromium.signedIn("clerk-1", Role.CLERK);
    page.navigate("/console/orders/" + order);
    var slider = page.getByLabel("Moment in its history");
    slider.focus();
    slider.press("Home");
    page.getByText("This is how the order was then").waitFor();
    assertThat(page.locator("#status").textContent()).contains("Processing payment");
    assertThat(page.url()).contains("?at=");
    await().until(() -> page.evaluate("document.activeElement.id").equals("moment-range"));
    slider.press("ArrowRight");
    page.locator(".moment strong").getByText("Payment authorization requested").waitFor();
    var then = page.url();
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Step on")).click();
    page.locator(".moment strong").getByText("Payment authorized").waitFor();
    assertThat(page.locator("dd.changed").first().textContent()).isEqualTo("6.00 GBP");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Now")).click();
    page.getByText("Cancel this order").waitFor();
    page.navigate(then);
    assertThat(page.locator(".moment strong").textContent())
        .isEqualTo("Payment authorization requested");
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void a_clerk_cancels_an_order() {
    var order = picked("BRW-B-");
    var page = chromium.signedIn("clerk-1", Role.CLERK);
    page.navigate("/console/orders/" + order);
    page.getByText("Cancel this order").click();
    page.getByLabel("Reason").fill("the customer has called");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Cancel the order"))
        .click();
    page.getByText("The cancellation is asked for").waitFor();
    awaitStatus(order, "CANCELLED");
    page.reload();
    assertThat(page.getByText("the customer has called").first().isVisible()).isTrue();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void a_slash_searches_and_times_are_of_the_viewers_zone() {
    var order = picked("BRW-C-");
    var page = chromium.signedIn("clerk-1", Role.CLERK);
    page.navigate("/console/orders");
    page.keyboard().press("/");
    page.keyboard().type(order);
    page.keyboard().press("Enter");
    page.waitForURL("**/console/orders/" + order);
    var time = page.locator("time").first();
    assertThat(time.textContent()).doesNotContain("UTC");
    assertThat(time.getAttribute("title")).isEqualTo(time.getAttribute("datetime")).endsWith("Z");
  }

  @Test
  void the_theme_is_switched_and_remembered() {
    var page = chromium.signedIn("clerk-1", Role.CLERK);
    page.navigate("/console/orders");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Dark")).click();
    page.reload();
    assertThat(page.locator("html").getAttribute("data-theme")).isEqualTo("dark");
  }

  @Test
  void hostile_texts_run_nothing() {
    var page = chromium.signedIn("clerk-1", Role.CLERK);
    page.navigate("/console/orders?customer=%22%3E%3Cimg%20src%3Dx%20onerror%3D%22hit%3D1%22%3E");
    assertThat(page.evaluate("typeof hit")).isEqualTo("undefined");
    assertThat(page.locator("img").count()).isZero();
  }

  @Test
  void parked_orders_are_chosen_together_and_tried_again_after_a_look_at_what_follows() {
    var orders = parkedOrders("BRW-E-", 3);
    var page = chromium.signedIn("ops", Role.OPERATOR);
    page.navigate("/console/work");
    var group = groupOf(page, orders.getFirst());
    group.getByLabel("Choose all of this group").check();
    group.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again…")).click();
    page.getByText("What follows when they are tried again").waitFor();
    assertThat(page.locator(".follows-steps").first().textContent()).contains("Start picking");
    page.getByText("Which orders").first().click();
    chromium.look(page, "the preview");
    page.locator("form.confirm button").click();
    page.locator("#live-state").filter(with("Done")).waitFor();
    assertThat(page.locator("#progress-title").textContent()).contains("orders are tried again");
    chromium.look(page, "the batch");
    orders.forEach(order -> awaitStatus(order, "PICKING"));
    assertThat(chromium.findings()).isEmpty();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void a_long_decision_is_watched_and_what_is_refused_is_said_while_it_goes_on() {
    var orders = parkedOrders("BRW-G-", 2);
    var page = chromium.signedIn("ops", Role.OPERATOR);
    page.navigate("/console/work");
    var group = groupOf(page, orders.getFirst());
    group.getByLabel("Choose " + orders.getFirst()).check();
    group.getByLabel("Choose " + orders.getLast()).check();
    group.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Try again…")).click();
    page.locator("form.confirm button").waitFor();
    // Somebody is faster with one of them.
    post("/api/operations/fulfilments/" + orders.getFirst() + "/resume", Map.of());
    awaitStatus(orders.getFirst(), "PICKING");
    page.locator("form.confirm button").click();
    page.locator("#live-state").filter(with("Done")).waitFor();
    assertThat(page.locator("main").textContent())
        .contains("1 of 2 orders are tried again")
        .contains("1 was refused")
        .contains("Nothing of this fulfilment is parked");
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void a_rebuild_is_watched_and_the_page_is_not_loaded_again() {
    var page = chromium.signedIn("ops", Role.OPERATOR);
    page.navigate("/console/projections");
    var card = page.locator("section.card").filter(with("analytics"));
    var before = card.locator("dd").first().textContent();
    card.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Rebuild analytics"))
        .click();
    page.getByText("is being built beside the live one").waitFor();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !card.locator("dd").first().textContent().equals(before));
    assertThat(page.getByText("is being built beside the live one").isVisible())
        .as("the notice of the page that was loaded once")
        .isTrue();
    assertThat(chromium.complaints()).isEmpty();
  }

  @Test
  void an_auditor_has_the_log_verified() {
    var page = chromium.signedIn("aud", Role.AUDITOR);
    page.setViewportSize(390, 900);
    page.navigate("/console/log");
    page.getByText("Verify the log").first().click();
    chromium.look(page, "the form");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Verify the log")).click();
    page.getByText("The log is as it was sealed").waitFor();
    chromium.look(page, "the verdict");
    assertThat(chromium.findings()).isEmpty();
    assertThat(chromium.complaints()).isEmpty();
  }
}
