package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An order to which much has happened, and what a fulfilment waits for. */
class ConsoleHistoryIT extends ConsoleOrderForTests {

  @Test
  void a_history_of_more_than_a_hundred_events_is_there_as_a_whole() {
    var order = picked("CHI-A-");
    for (int i = 1; i <= 45; i++) {
      send(
          "PUT",
          "/api/orders/" + order + "/address",
          JSON.writeValueAsString(
              Map.of(
                  "recipient",
                  "Ada",
                  "street",
                  i + " Long Street",
                  "city",
                  "Bath",
                  "postalCode",
                  "BA1",
                  "country",
                  "GB")));
    }
    var clerk = Visitor.signedIn(port, "clerk", Role.CLERK);
    var path = "/console/orders/" + order;
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(clerk.page(path)).contains("<bdi>45 Long Street</bdi>"));
    // Each new address is told to the carrier, whose answers are part of the history.
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> isThereAsAWhole(clerk, path, eventsOf(order)));
  }

  /** How many the log knows of an order, the one on the stream of its shelf included. */
  private int eventsOf(String order) {
    var known = "select count(*) from event_log.domain_event where stream like '%-' || ?";
    return jdbc.queryForObject(known, Integer.class, order.substring("order-".length())) + 1;
  }

  private static void isThereAsAWhole(Visitor clerk, String path, int events) {
    var now = clerk.page(path);
    var positions = positions(now);
    assertThat(positions).hasSize(events).hasSizeGreaterThan(150);
    assertThat(now)
        .contains("of " + events + "</span>")
        .contains("Earlier events")
        .doesNotContain("Later events");
    assertThat(Pattern.compile("<li><a data-moment").matcher(now).results()).hasSize(100);
    assertThat(clerk.page(path + "?at=" + positions[0]))
        .contains("event 1 of " + events)
        .contains("Later events")
        .contains("<strong>Order placed</strong>");
    assertThat(clerk.page(path + "?at=" + positions[events - 1]))
        .contains("event " + events + " of " + events)
        .contains("This is how the order was then");
    assertThat(clerk.page(path + "?at=" + positions[149]))
        .contains("event 150 of " + events)
        .contains("Earlier events")
        .contains("Later events");
  }

  @Test
  void what_is_waited_for_and_until_when_is_in_the_picture() {
    var order = picked("CHI-B-");
    var path = "/console/orders/" + order;
    for (var role : new Role[] {Role.CLERK, Role.WAREHOUSE, Role.OPERATOR, Role.AUDITOR}) {
      assertThat(Visitor.signedIn(port, "s", role).page(path))
          .as(role.name())
          .contains("<dt>Waits for</dt><dd>Ship order</dd>");
    }
    var clerk = Visitor.signedIn(port, "s", Role.CLERK);
    assertThat(clerk.page(path))
        .containsPattern(
            "Picked and sent</span>[^§]*?<span class=\"deadline\">waited for until <time");
    assertThat(Visitor.signedIn(port, "ada", Role.CUSTOMER).page(path))
        .doesNotContain("Waits for")
        .doesNotContain("deadline");
    cancel(order);
    awaitStatus(order, "CANCELLED");
    await().untilAsserted(() -> assertThat(clerk.page(path)).doesNotContain("Waits for"));
  }

  private static String[] positions(String page) {
    var found = Pattern.compile("data-positions=\"([^\"]*)\"").matcher(page);
    assertThat(found.find()).isTrue();
    return found.group(1).split(" ");
  }
}
