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
