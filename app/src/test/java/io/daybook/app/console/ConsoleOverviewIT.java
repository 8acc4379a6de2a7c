package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.runtime.Processes;
import io.daybook.web.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The shop at a glance. */
class ConsoleOverviewIT extends PlatformForTests {
  @Autowired Processes processes;

  @Test
  void an_operator_sees_where_orders_stand_and_how_far_read_models_are() {
    var order = place("tok_visa", Map.of(product("COV-", "3.00", 10), 2));
    awaitStatus(order, "PICKING");
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    await()
        .untilAsserted(
            () ->
                assertThat(operator.page("/console/overview"))
                    .contains("href=\"/console/orders?status=PICKING\"")
                    .contains("order-history")
                    .containsPattern("<svg class=\"flow wide\"[^>]*aria-label=\"Orders by stage: ")
                    .containsPattern(
                        "class=\"place picking\">[^§]*?<text class=\"count\"[^>]*>[1-9]")
                    .contains("<dt>Sealed</dt>")
                    .contains("data-live"));
    assertThat(Visitor.location(operator.get("/console"))).endsWith("/console/overview");
  }

  @Test
  void ports_to_the_outside_are_shown_with_who_does_not_trust_them() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    assertThat(operator.page("/console/overview"))
        .contains("<h2 id=\"ports-title\">")
        .contains("<tr><td>Carrier</td><td class=\"number\">")
        .contains("All processes trust all ports.");
    jdbc.update(
        """
        insert into outside.lane (process, port, state) values (?, 'CARRIER', 'OPEN')
        on conflict (process, port) do update set state = excluded.state, since = now()
        """,
        processes.me());
    try {
      assertThat(Visitor.signedIn(port, "aud", Role.AUDITOR).page("/console/overview"))
          .contains("does not trust the port carrier since <time")
          .contains("it does not call it")
          .doesNotContain("All processes trust all ports.");
    } finally {
      jdbc.update("update outside.lane set state = 'CLOSED' where port = 'CARRIER'");
    }
    assertThat(Visitor.signedIn(port, "c", Role.CLERK).get("/console/overview").statusCode())
        .isEqualTo(403);
  }

  @Test
  void what_changes_is_told_to_who_watches() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var told = operator.first("/console/overview/live", "event:now");
    assertThat(told).contains("Orders in the last minute");
  }

  @Test
  void an_auditors_page_does_not_look_by_itself() {
    var auditor = Visitor.signedIn(port, "aud", Role.AUDITOR);
    assertThat(auditor.page("/console/overview"))
        .contains("Each look of an auditor is noted")
        .doesNotContain("data-live");
  }
}
