package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.web.access.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What followed from an order, outside as well, on its page. */
class ConsoleOrderOutsideIT extends ConsoleOrderForTests {

  @Test
  void what_followed_from_what_is_shown_to_operators() {
    var order = picked("CON-H-");
    var operator = Visitor.signedIn(port, "operator", Role.OPERATOR);
    await()
        .untilAsserted(
            () ->
                assertThat(operator.page("/console/orders/" + order + "/causes"))
                    .contains("Payment captured")
                    .contains("Outside call"));
  }

  @Test
  void calls_to_the_outside_are_shown_to_whom_they_concern() {
    var order = picked("CON-K-");
    var path = "/console/orders/" + order;
    var calls = "<h2 id=\"calls-title\">";
    for (var role : List.of(Role.FINANCE, Role.OPERATOR, Role.AUDITOR)) {
      assertThat(Visitor.signedIn(port, "f", role).page(path))
          .contains(calls)
          .contains("<tr><td>Payment</td><td>Payment authorization requested</td><td>Done</td>");
    }
    for (var role : List.of(Role.CLERK, Role.WAREHOUSE)) {
      assertThat(Visitor.signedIn(port, "c", role).page(path)).doesNotContain(calls);
    }
    assertThat(Visitor.signedIn(port, "ada", Role.CUSTOMER).page(path)).doesNotContain(calls);
    var then = path + "?at=" + moments(order).get("PaymentAuthorized");
    assertThat(Visitor.signedIn(port, "o", Role.OPERATOR).page(then)).doesNotContain(calls);
  }

  @Test
  void mails_are_shown_as_text_to_whom_they_concern() {
    var order = picked("CON-L-");
    cancel(order);
    awaitStatus(order, "CANCELLED");
    var path = "/console/orders/" + order;
    var mails = "<h2 id=\"mails-title\">";
    for (var role : List.of(Role.CLERK, Role.OPERATOR, Role.AUDITOR)) {
      var visitor = Visitor.signedIn(port, "c", role);
      await()
          .untilAsserted(
              () ->
                  assertThat(visitor.page(path))
                      .contains(mails)
                      .contains("<bdi>Your order is cancelled</bdi>")
                      .containsPattern("<pre [^>]*>[^<]*changed my mind")
                      .contains("sent <time"));
    }
    for (var role : List.of(Role.FINANCE, Role.WAREHOUSE)) {
      assertThat(Visitor.signedIn(port, "f", role).page(path)).doesNotContain(mails);
    }
    assertThat(Visitor.signedIn(port, "ada", Role.CUSTOMER).page(path)).doesNotContain(mails);
  }
}
