package io.daybook.app.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.outside.OutsideForTests;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Answers that do not come in time, and the sweeper that asks for them. */
@TestPropertySource(properties = "daybook.fulfilment.stage-deadline=3s")
class OutsideDeadlinesIT extends OutsideForTests {
  @Autowired PlatformTransactionManager transactions;

  @Test
  void a_fulfilment_that_follows_nothing_is_parked_by_the_sweeper() {
    var sku = product("A-", "3.00", 5);
    beSlow();
    var order = place(token, Map.of(sku, 1));
    awaitStarted(order);
    jdbc.update(
        "delete from event_log.saga_association where association_value = ?", order); // lost to it
    jdbc.update("update saga.waiting set reports = 12, due_at = now() where order_id = ?", order);
    assertThat(awaitParked(order, "FOLLOW_EVENT").path("reason").asString())
        .contains("not been heard of");
  }

  @Test
  void what_another_node_is_sweeping_is_left_to_it_and_holds_up_no_other() {
    var sku = product("A-", "3.00", 5);
    beSlow();
    var theirs = place(token, Map.of(sku, 1));
    var ours = place(token, Map.of(sku, 1));
    awaitStarted(theirs);
    awaitStarted(ours);
    new TransactionTemplate(transactions)
        .executeWithoutResult(
            _ -> {
              jdbc.queryForList("select 1 from saga.waiting where order_id = ? for update", theirs);
              await().atMost(Duration.ofSeconds(30)).until(() -> overdue(ours) > 0);
              assertThat(overdue(theirs)).isZero();
            });
    await().atMost(Duration.ofSeconds(30)).until(() -> overdue(theirs) > 0);
  }

  @Test
  void a_late_warehouse_is_told_of_and_its_order_goes_on() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    await().atMost(Duration.ofSeconds(30)).until(() -> daysUntilDue(order) >= 2);
    jdbc.update("update saga.waiting set due_at = now() where order_id = ?", order);
    await().atMost(Duration.ofSeconds(30)).until(() -> overdue(order) == 1);
    await().atMost(Duration.ofSeconds(30)).until(() -> daysUntilDue(order) >= 2);
    assertThat(status(order)).isEqualTo("PICKING");
    post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
    await().atMost(Duration.ofSeconds(30)).until(() -> daysUntilDue(order) >= 13);
  }

  private int daysUntilDue(String order) {
    return jdbc.queryForObject(
        "select coalesce(max(extract(day from due_at - now())), -1)::int from saga.waiting where order_id = ?",
        Integer.class,
        order);
  }

  /** Slower than a stage may be, and than a segment without events takes to say how far it is. */
  private void beSlow() {
    var rule = new Faults.Rule("payments.create", token, Kind.LATENCY, 1, 60_000, null);
    sandbox.faults().plan(new Faults.Plan(1, List.of(rule)));
  }

  private void awaitStarted(String order) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from saga.waiting where order_id = ?",
                        Integer.class,
                        order)
                    > 0);
  }

  private int overdue(String order) {
    return jdbc.queryForObject(
        "select count(*) from event_log.domain_event where stream = ? and payload_type like '%.FulfilmentOverdue'",
        Integer.class, order.replace("order-", "fulfilment-"));
  }
}
