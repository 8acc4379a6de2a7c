package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.outside.OutsideForTests;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.web.access.Role;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parked fulfilments on a page, and what operators decide about one or many. */
class ConsoleWorkIT extends OutsideForTests {
  private List<String> orders;

  @BeforeEach
  void two_captures_are_parked() {
    fail("payments.capture", Kind.ERROR, null);
    var sku = product("CWK-", "3.00", 50);
    orders = Stream.of(1, 2).map(units -> place(token, Map.of(sku, units))).toList();
    orders.forEach(order -> awaitParked(order, "CAPTURE_PAYMENT"));
    everythingWorksAgain();
  }

  @Test
  void they_are_grouped_by_what_is_parked_and_why() {
    var page = Visitor.signedIn(port, "ops", Role.OPERATOR).page("/console/work");
    assertThat(page).contains("Capture payment: <bdi>").contains("Injected");
    orders.forEach(order -> assertThat(page).contains("value=\"" + order + "\""));
    assertThat(page).contains("means: the order is undone");
  }

  @Test
  void many_are_tried_again_at_once() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var answer =
        operator.post(
            "/console/work/resume", "order", orders.getFirst(), "order", orders.getLast());
    assertThat(answer.body()).contains("2 of 2 orders are tried again");
    orders.forEach(order -> awaitStatus(order, "PICKING"));
    await()
        .untilAsserted(
            () ->
                orders.forEach(o -> assertThat(operator.page("/console/work")).doesNotContain(o)));
  }

  @Test
  void all_of_a_reason_are_tried_again_at_once() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var reason = parked(orders.getFirst()).getFirst().path("reason").asString();
    var answer =
        operator.post("/console/work/resume-all", "action", "CAPTURE_PAYMENT", "reason", reason);
    assertThat(Visitor.location(answer)).endsWith("/console/work");
    assertThat(operator.page("/console/work")).contains("orders are tried again");
    orders.forEach(order -> awaitStatus(order, "PICKING"));
  }

  @Test
  void money_is_given_up_with_the_role_for_money_only() {
    var path = "/console/work/skip";
    var fields =
        new String[] {"order", orders.getFirst(), "action", "CAPTURE_PAYMENT", "reason", "no use"};
    var refused = Visitor.signedIn(port, "ops", Role.OPERATOR).post(path, fields);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("0 of 1 orders are given up").contains("refused:");
    var both = Visitor.signedIn(port, "both", Role.OPERATOR, Role.FINANCE);
    assertThat(both.post(path, fields).body()).contains("1 of 1 orders are given up");
    awaitStatus(orders.getFirst(), "CANCELLED");
  }

  @Test
  void an_order_is_cancelled_with_a_reason() {
    var both = Visitor.signedIn(port, "both", Role.OPERATOR, Role.FINANCE);
    var path = "/console/work/cancel";
    var without = both.post(path, "order", orders.getFirst(), "reason", "");
    assertThat(without.statusCode()).isEqualTo(400);
    assertThat(without.body()).contains("refused: reason");
    var done = both.post(path, "order", orders.getFirst(), "reason", "she rang");
    assertThat(done.body()).contains("1 of 1 orders are cancelled");
    awaitStatus(orders.getFirst(), "CANCELLED");
  }

  @Test
  void the_page_of_an_order_says_which_call_is_parked_and_why() {
    var page =
        Visitor.signedIn(port, "f", Role.FINANCE).page("/console/orders/" + orders.getFirst());
    assertThat(page)
        .contains("<td>Payment capture requested</td><td class=\"bad\">Parked")
        .containsPattern("<td class=\"long\"><bdi>[^<]*Injected");
  }

  @Test
  void who_may_look_only_has_nothing_to_press() {
    var page = Visitor.signedIn(port, "w", Role.WAREHOUSE).page("/console/work");
    assertThat(page)
        .contains(orders.getFirst())
        .doesNotContain("formaction")
        .doesNotContain("Try all");
  }
}
