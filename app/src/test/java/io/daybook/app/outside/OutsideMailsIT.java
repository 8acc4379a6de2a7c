package io.daybook.app.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the customer hears, and that nobody hears it twice. */
class OutsideMailsIT extends OutsideForTests {
  @Test
  void the_customer_gets_one_mail_of_each_kind() {
    var sku = product("A-", "3.00", 5);
    var start = Instant.now().minusSeconds(1);
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    cancel(order);
    awaitStatus(order, "CANCELLED");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(subjects(order))
                    .containsExactlyInAnyOrder(
                        "Your order is confirmed",
                        "We have paid you back",
                        "Your order is cancelled"));
    await()
        .untilAsserted(
            () ->
                assertThat(told(order))
                    .extracting(mail -> mail.path("state").asString())
                    .containsExactly("DONE", "DONE", "DONE"));
    var told = told(order);
    assertThat(told)
        .extracting(mail -> mail.path("subject").asString())
        .containsExactlyInAnyOrderElementsOf(subjects(order));
    assertThat(told)
        .allSatisfy(
            mail -> {
              assertThat(mail.path("text").asString()).contains(order);
              assertThat(mail.path("html").asString()).contains("<html", order);
              assertThat(Instant.parse(mail.path("sentAt").asString()))
                  .isBetween(start, Instant.now());
            });
    assertThat(told).anyMatch(mail -> mail.path("text").asString().contains("changed my mind"));
  }

  @Test
  void every_call_of_an_order_can_be_looked_at() {
    var sku = product("A-", "3.00", 5);
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    await()
        .untilAsserted(
            () ->
                assertThat(calls(order))
                    .extracting(call -> call.path("state").asString())
                    .hasSize(4)
                    .containsOnly("DONE"));
    var calls = calls(order);
    assertThat(calls)
        .extracting(call -> call.path("port").asString())
        .containsExactlyInAnyOrder("PAYMENT", "CARRIER", "PAYMENT", "MAIL");
    var payment =
        calls.stream()
            .filter(call -> call.path("port").asString().equals("PAYMENT"))
            .findFirst()
            .orElseThrow();
    assertThat(payment.path("askedBy").asString()).isEqualTo("PaymentAuthorizationRequested");
    assertThat(payment.path("attempts").asInt()).isPositive();
    assertThat(payment.path("lastAttemptAt").isNull()).isFalse();
    assertThat(payment.path("dueAt").isNull()).isTrue();
    assertThat(payment.has("event")).isFalse();
    assertThat(calls("order-00000000-0000-0000-0000-000000000000")).isEmpty();
  }

  @Test
  void a_mail_that_may_have_been_sent_is_not_sent_again_and_holds_up_no_later_one() {
    var sku = product("A-", "3.00", 5);
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    await().atMost(Duration.ofSeconds(20)).until(() -> mailsDone(order) == 1);
    assertThat(subjects(order)).hasSize(1);
    // as if the process had died between handing it over and noting that
    jdbc.update(
        "update outside.call set done_at = null, in_doubt = true, due_at = now() where order_id = ? and port = 'MAIL'",
        order);
    cancel(order);
    awaitStatus(order, "CANCELLED");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(subjects(order)).contains("Your order is cancelled"));
    assertThat(subjects(order)).doesNotHaveDuplicates();
    assertThat(
            jdbc.queryForObject(
                "select last_failure from outside.call where order_id = ? and parked_at is not null",
                String.class,
                order))
        .contains("must not be done twice");
    assertThat(calls(order)).extracting(call -> call.path("state").asString()).contains("PARKED");
    assertThat(told(order)).extracting(mail -> mail.path("state").asString()).contains("PARKED");
  }

  private int mailsDone(String order) {
    return jdbc.queryForObject(
        "select count(*) from outside.call where order_id = ? and port = 'MAIL' and done_at is not null",
        Integer.class,
        order);
  }

  private List<JsonNode> told(String order) {
    return fulfilment(order, "mails");
  }

  private List<JsonNode> calls(String order) {
    return fulfilment(order, "calls");
  }

  private List<JsonNode> fulfilment(String order, String what) {
    var path = "/api/operations/fulfilments/" + order + "/" + what;
    return send("GET", path, "").body().path(what).valueStream().toList();
  }

  private List<String> subjects(String order) {
    return ask("/mails")
        .valueStream()
        .filter(mail -> mail.path("to").asString().startsWith(order))
        .map(mail -> mail.path("subject").asString())
        .toList();
  }
}
