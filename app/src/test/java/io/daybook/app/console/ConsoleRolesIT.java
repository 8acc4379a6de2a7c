package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.daybook.web.access.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** The console as everybody who may sign in uses it: what is there, what is not, and a deed. */
@EnabledIf("io.daybook.app.console.Chromium#isInstalled")
class ConsoleRolesIT extends ConsoleBrowserForTests {
  @Test
  void who_has_no_place_is_told_where_to_go() {
    var page = chromium.signedIn("officer", Role.PRIVACY);
    page.navigate("/console");
    assertThat(page.locator("main").textContent())
        .contains("Nothing here is for your role")
        .contains("docs/access.md");
  }

  @Test
  void a_customer_cancels_an_order_and_sees_no_more_than_that_is_own() {
    var order = picked("ROL-A-");
    var page = chromium.signedIn("ada", Role.CUSTOMER);
    page.navigate("/console/orders/" + order);
    assertThat(page.locator("main").textContent())
        .doesNotContain("Calls to the outside")
        .doesNotContain("Mails to the customer")
        .doesNotContain("Waits for")
        .doesNotContain("Take goods back");
    page.getByText("Cancel this order").click();
    page.getByLabel("Reason").fill("found it at home");
    button(page, "Cancel the order").click();
    page.getByText("The cancellation is asked for").waitFor();
    awaitStatus(order, "CANCELLED");
    var other = chromium.signedIn("bob", Role.CUSTOMER);
    other.navigate("/console/orders/" + order);
    assertThat(other.locator("h1").textContent()).isEqualTo("There is no such thing");
  }

  @Test
  void a_clerk_sends_an_order_elsewhere() {
    var order = picked("ROL-B-");
    var page = chromium.signedIn("clerk-1", Role.CLERK);
    page.navigate("/console/orders/" + order);
    page.getByText("Send it elsewhere").click();
    page.getByLabel("Street").fill("2 Journey Road");
    button(page, "Change the address").click();
    page.getByText("The change of the address is asked for").waitFor();
    reloadUntil(page, "2 Journey Road");
  }

  @Test
  void the_warehouse_takes_goods_back_and_sees_who_has_reserved_what() {
    var order = picked("ROL-C-");
    var sku =
        query("{order(id: \"" + order + "\") {lines {sku}}}").at("/order/lines/0/sku").asString();
    var page = chromium.signedIn("warehouse-1", Role.WAREHOUSE);
    page.navigate("/console/stock/" + sku);
    reloadUntil(page, order.substring(0, 14));
    dispatch(order);
    page.navigate("/console/orders/" + order);
    page.getByText("Take goods back").click();
    page.getByLabel("Units that came back").fill("1");
    button(page, "Take back and refund").click();
    page.getByText("The goods are taken back").waitFor();
    awaitStatus(order, "PARTLY_RETURNED");
  }

  @Test
  void finance_has_the_books_compared_and_reads_the_calls_of_an_order() {
    var order = picked("ROL-D-");
    var page = chromium.signedIn("finance-1", Role.FINANCE);
    page.navigate("/console/orders/" + order);
    assertThat(page.locator("main").textContent())
        .contains("Calls to the outside")
        .doesNotContain("Cancel this order");
    page.navigate("/console/books");
    button(page, "Compare the books now").click();
    page.waitForURL("**/console/books/reconciliation-*");
    assertThat(page.locator("h1").textContent()).contains("Reconciliation of");
  }

  @Test
  void an_auditor_follows_the_log() {
    var page = chromium.signedIn("aud-1", Role.AUDITOR);
    page.navigate("/console/log");
    page.getByLabel("Type of event").fill("OrderConfirmed");
    button(page, "Follow live").click();
    page.getByText("Live: 0 events have come since").waitFor();
    var order = picked("ROL-E-");
    page.locator("ol.events a[href*='" + order + "']").first().waitFor(hidden());
    assertThat(page.locator("#live-state").textContent()).contains("Live: ");
    chromium.look(page, "the log, followed");
    assertThat(chromium.findings()).isEmpty();
    assertThat(chromium.complaints()).isEmpty();
  }

  /** It is in what is folded, until somebody opens it. */
  private static Locator.WaitForOptions hidden() {
    return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
  }

  private static void reloadUntil(Page page, String text) {
    await()
        .until(
            () -> {
              page.reload();
              return page.locator("main").textContent().contains(text);
            });
  }

  @Test
  void an_operator_finds_nothing_to_decide_about_an_order_itself() {
    var order = picked("ROL-F-");
    var page = chromium.signedIn("ops", Role.OPERATOR);
    page.navigate("/console/orders/" + order);
    assertThat(page.locator("main").textContent())
        .contains("Waits for")
        .doesNotContain("Cancel this order");
    link(page, "Why it all happened: what followed from what").click();
    assertThat(page.locator(".tree li").count()).isGreaterThan(10);
    assertThat(page.locator("h1").textContent()).isEqualTo("What followed from what");
  }
}
