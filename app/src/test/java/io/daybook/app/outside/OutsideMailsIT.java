package io.daybook.app.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the customer hears, and that nobody hears it twice. */
class OutsideMailsIT extends OutsideForTests {
  @Test
  void the_customer_gets_one_mail_of_each_kind() {
    var sku = product("A-", "3.00", 5);
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
  }

  @Test
  void a_mail_that_may_have_been_sent_is_not_sent_again_and_holds_up_no_later_one() {
    var sku = product("A-", "3.00", 5);
    var order = place(token, Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    await().atMost(Duration.ofSeconds(20)).until(() -> subjects(order).size() == 1);
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
  }

  private List<String> subjects(String order) {
    return ask("/mails")
        .valueStream()
        .filter(mail -> mail.path("to").asString().startsWith(order))
        .map(mail -> mail.path("subject").asString())
        .toList();
  }
}
