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
  }

  @Test
  void what_follows_when_they_are_tried_again_is_said_beside_the_button() {
    var page = Visitor.signedIn(port, "ops", Role.OPERATOR).page("/console/work");
    assertThat(page)
        .contains("this follows: capture payment, then confirm order, then start picking");
    assertThat(Visitor.signedIn(port, "w", Role.WAREHOUSE).page("/console/work"))
        .doesNotContain("this follows");
  }

  @Test
  void what_would_follow_is_shown_before_it_is_decided_by_what_would_follow() {
    var both = Visitor.signedIn(port, "both", Role.OPERATOR, Role.FINANCE);
    var skip = both.page(preview("SKIP") + "&action=CAPTURE_PAYMENT");
    assertThat(skip)
        .contains("What follows when “Capture payment” is given up")
        .contains("means: the order is undone")
        .contains("2 orders</h2>")
        .contains("<span class=\"when\">at once</span> <strong>Capture payment</strong>")
        .contains("if it turns out to be done</span> <strong>Refund payment</strong>")
        .contains("if it turns out not to be done</span> <strong>Void payment</strong>")
        .contains("Give up “Capture payment” of 2 orders</button>");
    assertThat(both.page(preview("CANCEL"))).contains("Cancel 2 orders</button>");
    orders.forEach(order -> assertThat(parked(order)).hasSize(1));
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    assertThat(operator.page(preview("SKIP") + "&action=CAPTURE_PAYMENT"))
        .contains("it takes who is operator and finance")
        .doesNotContain("<button class=\"danger\"");
    assertThat(operator.page(preview("SKIP") + "&action=BOOK_CARRIER"))
        .contains("Would be refused: BOOK_CARRIER of this fulfilment is not parked");
    assertThat(operator.page("/console/work/preview?decision=RESUME"))
        .contains("No order was chosen");
    assertThat(operator.get("/console/work/preview?decision=NOTHING").statusCode()).isEqualTo(400);
  }

  @Test
  void many_are_tried_again_at_once_and_how_far_that_is_is_told() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var batch =
        Visitor.location(
            operator.post(
                "/console/work/resume", "order", orders.getFirst(), "order", orders.getLast()));
    awaitBatch(operator, batch, "2 of 2 orders are tried again");
    var address = batch.replaceAll("^.*/console", "/console");
    assertThat(operator.first(address + "/live", "event:now"))
        .contains("2 of 2 orders are tried again");
    assertThat(Visitor.signedIn(port, "other", Role.OPERATOR).get(address).statusCode())
        .as("the decision of somebody else")
        .isEqualTo(404);
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
    awaitBatch(operator, Visitor.location(answer), "orders are tried again");
    orders.forEach(order -> awaitStatus(order, "PICKING"));
  }

  @Test
  void money_is_given_up_with_the_role_for_money_only() {
    var path = "/console/work/skip";
    var fields =
        new String[] {"order", orders.getFirst(), "action", "CAPTURE_PAYMENT", "reason", "no use"};
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var refused = Visitor.location(operator.post(path, fields));
    awaitBatch(operator, refused, "0 of 1 orders are given up");
    assertThat(operator.page(refused.replaceAll("^.*/console", "/console")))
        .contains("1 was refused")
        .contains("refused: Giving up CAPTURE_PAYMENT is for who is operator and finance");
    var both = Visitor.signedIn(port, "both", Role.OPERATOR, Role.FINANCE);
    awaitBatch(both, Visitor.location(both.post(path, fields)), "1 of 1 orders are given up");
    awaitStatus(orders.getFirst(), "CANCELLED");
  }

  @Test
  void an_order_is_cancelled_with_a_reason() {
    var both = Visitor.signedIn(port, "both", Role.OPERATOR, Role.FINANCE);
    var path = "/console/work/cancel";
    var without = both.post(path, "order", orders.getFirst(), "reason", "");
    awaitBatch(both, Visitor.location(without), "refused: reason");
    var done = both.post(path, "order", orders.getFirst(), "reason", "she rang");
    awaitBatch(both, Visitor.location(done), "1 of 1 orders are cancelled");
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

  private String preview(String decision) {
    return "/console/work/preview?decision="
        + decision
        + "&order="
        + orders.getFirst()
        + "&order="
        + orders.getLast();
  }

  private static void awaitBatch(Visitor visitor, String batch, String text) {
    var address = batch.replaceAll("^.*/console", "/console");
    assertThat(address).startsWith("/console/work/batches/");
    await()
        .untilAsserted(
            () -> assertThat(visitor.page(address)).contains(text).contains("done after"));
  }
}
