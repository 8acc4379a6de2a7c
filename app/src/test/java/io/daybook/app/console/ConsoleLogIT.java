package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.util.Map;
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
