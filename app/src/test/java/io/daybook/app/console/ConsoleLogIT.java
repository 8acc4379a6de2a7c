package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The log on a page, for auditors alone. */
class ConsoleLogIT extends PlatformForTests {

  @Test
  void events_are_found_by_stream_and_type_with_what_is_in_them() {
    var order = place("tok_visa", Map.of(product("CLG-", "3.00", 10), 2));
    awaitStatus(order, "PICKING");
    var auditor = Visitor.signedIn(port, "aud", Role.AUDITOR);
    await()
        .untilAsserted(
            () ->
                assertThat(auditor.page("/console/log?type=OrderPlaced&stream=" + order))
                    .contains("Order placed")
                    .contains("&#34;customerId&#34; : &#34;ada&#34;".replace("&#34;", "\""))
                    .contains("/console/orders/" + order + "?at=")
                    .doesNotContain("tok_visa"));
    assertThat(auditor.page("/console/log?type=Nothing")).contains("No event is like this");
    assertThat(auditor.get("/console/log?from=never").statusCode()).isEqualTo(400);
  }

  @Test
  void the_log_is_verified_when_an_auditor_asks_for_it() {
    var auditor = Visitor.signedIn(port, "aud", Role.AUDITOR);
    assertThat(auditor.page("/console/log"))
        .contains("<button>Verify the log</button>")
        .doesNotContain("Events under seals");
    assertThat(auditor.get("/console/log/verification").statusCode()).isEqualTo(405);
    var verified = auditor.post("/console/log/verification");
    assertThat(verified.statusCode()).as(verified.body()).isEqualTo(200);
    assertThat(verified.body())
        .contains("The log is as it was sealed</h2>")
        .contains("<dt>Seals</dt>")
        .contains("newer events, which nothing vouches for")
        .contains("compared, 0 differ");
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    assertThat(operator.post("/console/log/verification").statusCode()).isEqualTo(403);
  }

  @Test
  void a_seal_that_was_kept_elsewhere_is_looked_for() {
    var auditor = Visitor.signedIn(port, "aud", Role.AUDITOR);
    var lost = auditor.post("/console/log/verification", "expect", "0".repeat(64));
    assertThat(lost.body())
        .contains("The log is not as it was sealed</h2>")
        .contains("the log has lost its end, or was written anew");
    var nonsense = auditor.post("/console/log/verification", "expect", "\"><script>");
    assertThat(nonsense.statusCode()).isEqualTo(400);
    assertThat(nonsense.body())
        .contains("id=\"expect-fault\">must be 64 hexadecimal digits")
        .doesNotContain("\"><script>");
  }

  @Test
  void events_are_told_as_they_come_to_who_follows() {
    var auditor = Visitor.signedIn(port, "aud-live", Role.AUDITOR);
    assertThat(auditor.page("/console/log?type=OrderPlaced&follow=true"))
        .contains("data-follow=\"/console/log/live?type=OrderPlaced\"")
        .contains("Stop following");
    var sku = product("CLG-", "3.00", 10);
    var told =
        auditor.told(
            "/console/log/live?type=OrderPlaced",
            "event:event",
            () -> place("tok_visa", Map.of(sku, 1)));
    assertThat(told)
        .contains("Order placed")
        .contains("<li class=\"card\">")
        .doesNotContain("tok_visa");
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    assertThat(operator.status("/console/log/live")).isEqualTo(403);
  }

  @Test
  void each_filter_narrows_what_is_shown() {
    var order = place("tok_visa", Map.of(product("CLG-", "3.00", 10), 2));
    awaitStatus(order, "PICKING");
    var auditor = Visitor.signedIn(port, "aud", Role.AUDITOR);
    var log = "/console/log?stream=" + order;
    await().until(() -> auditor.page(log + "&type=OrderConfirmed").contains("Order confirmed"));
    assertThat(auditor.page(log + "&type=OrderConfirmed")).doesNotContain("Order placed");
    assertThat(auditor.page(log + "&principal=system:fulfilment"))
        .contains("Order confirmed")
        .doesNotContain("> Order placed");
    var placed = auditor.page(log + "&type=OrderPlaced");
    var at = found(placed, "datetime=\"([^\"]+)\"");
    assertThat(auditor.page(log + "&to=" + at))
        .contains("Order placed")
        .doesNotContain("confirmed");
    assertThat(auditor.page(log + "&type=OrderPlaced&from=" + Instant.parse(at).plusMillis(1)))
        .contains("No event is like this");
    var request = found(placed, "correlation=([^\"]+)\"");
    assertThat(auditor.page("/console/log?correlation=" + request)).contains("Payment captured");
    var actor = found(placed, " by <bdi>([^<]+)<");
    assertThat(auditor.page(log + "&actor=" + actor)).contains("Order placed");
    assertThat(auditor.page(log + "&actor=nobody")).contains("No event is like this");
    assertThat(auditor.page(log + "&client=nothing")).contains("No event is like this");
  }

  private static String found(String page, String pattern) {
    var matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  @Test
  void the_looks_of_an_auditor_are_in_it() {
    var auditor = Visitor.signedIn(port, "aud-log", Role.AUDITOR);
    assertThat(auditor.page("/console/log")).contains("Who looked at what");
    await()
        .untilAsserted(
            () ->
                assertThat(auditor.page("/console/log?type=DataLookedAt&actor=aud-log"))
                    .contains("Data looked at"));
  }
}
