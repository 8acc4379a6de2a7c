package io.daybook.app.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.sandbox.Faults.Kind;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReleaseStock;
import io.daybook.schema.inventory.ReserveStock;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RecordPaymentAuthorized;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;

/**
 * Every kind of difference of payments and reservations is planted, found, told once, and settled
 * when it is mended.
 */
@DirtiesContext
class ReconciliationIT extends ReconciliationForTests {

  @Test
  void orders_that_went_as_they_should_give_no_difference() {
    var sku = product("A-", "3.00", 20);
    var returned = shipped(sku);
    post("/api/shipments/" + returned.replace("order-", "shipment-") + "/delivery", Map.of());
    awaitStatus(returned, "DELIVERED");
    var lines = List.of(Map.of("sku", sku, "quantity", 1, "disposition", "WRITE_OFF"));
    post(
        "/api/orders/" + returned + "/returns",
        Map.of("lines", lines),
        "Idempotency-Key",
        UUID.randomUUID().toString());
    await().untilAsserted(() -> assertThat(moneyKept(returned)).isEqualByComparingTo("3.00"));
    awaitQuiet(returned);
    var cancelled = picking(sku);
    cancel(cancelled);
    awaitCancelled(cancelled);
    var anvil = product("REFUSED-", "3.00", 5);
    var orders =
        List.of(
            returned,
            cancelled,
            picking(sku),
            shipped(sku),
            ended("tok_declined", sku),
            ended("tok_capture_fails", sku),
            ended("tok_visa", anvil),
            ended("tok_visa", product("NONE-", "3.00", 0)));
    var report = reconcile();
    assertThat(report.path("outcome").asString()).isEqualTo("COMPLETE");
    for (var name : List.of("PAYMENTS", "SHIPMENTS", "RESERVATIONS")) {
      assertThat(book(report, name).path("compared").asLong()).as(name).isGreaterThan(4);
    }
    assertThat(book(report, "RETURNS").path("compared").asLong()).isGreaterThan(1);
    for (var order : orders) {
      assertThat(findings(report, "orderId", order)).as(order).isEmpty();
    }
  }

  @Test
  void money_paid_back_behind_our_back_is_told_once_and_settled_when_we_know() {
    var order = picking(product("A-", "3.00", 5));
    var reference = referenceOf(order);
    provider("refunds", "payment_intent=" + reference);
    assertFound(reconcile(), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
    var second = reconcile();
    assertFound(second, reference, "STANDING", "REFUNDED_AMOUNT_DIFFERS", order);
    assertThat(findings(second, "subject", reference).getFirst().toString())
        .contains("GBP 0.00")
        .contains("GBP 3.00");
    assertOnTimeline(order, "DiscrepancyFound");
    cancel(order);
    awaitCancelled(order);
    assertFound(reconcile(), reference, "SETTLED", "REFUNDED_AMOUNT_DIFFERS", order);
    assertThat(findings(reconcile(), "subject", reference)).isEmpty();
    assertOnTimeline(order, "DiscrepancyFound", "DiscrepancySettled");
  }

  @Test
  void a_difference_that_changes_is_told_again() {
    var order = picking(product("A-", "3.00", 5));
    var reference = referenceOf(order);
    provider("refunds", "amount=100&payment_intent=" + reference);
    assertFound(reconcile(), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
    provider("refunds", "amount=100&payment_intent=" + reference);
    assertFound(reconcile(), reference, "RAISED", "REFUNDED_AMOUNT_DIFFERS", order);
    assertOnTimeline(order, "DiscrepancyFound", "DiscrepancyFound");
  }

  @Test
  void a_hold_that_the_provider_has_let_go_is_found() {
    fail("payments.capture", null, Kind.ERROR);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    var reference = referenceOf(order);
    provider("payment_intents/" + reference + "/cancel", "");
    assertFound(reconcile(), reference, "RAISED", "HELD_AMOUNT_DIFFERS", order);
    everythingWorksAgain();
    skip(order, "CAPTURE_PAYMENT");
    awaitCancelled(order);
    awaitDone(order);
    assertFound(reconcile(), reference, "SETTLED", "HELD_AMOUNT_DIFFERS", order);
  }

  @Test
  void money_taken_by_a_call_whose_answer_was_lost_is_found() {
    fail("payments.capture", null, Kind.RESET_AFTER);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    var reference = referenceOf(order);
    assertFound(reconcile(), reference, "RAISED", "CAPTURED_AMOUNT_DIFFERS", order);
    everythingWorksAgain();
    operate(order, "resume", Map.of());
    awaitStatus(order, "PICKING");
    awaitQuiet(order);
    assertFound(reconcile(), reference, "SETTLED", "CAPTURED_AMOUNT_DIFFERS", order);
  }

  @Test
  void money_that_is_still_held_after_we_let_it_go_is_found() {
    fail("payments.cancel", null, Kind.ERROR);
    var order = place(token, Map.of(product("NONE-", "3.00", 0), 1));
    awaitParked(order, "VOID_PAYMENT");
    everythingWorksAgain();
    skip(order, "VOID_PAYMENT");
    awaitCancelled(order);
    awaitDone(order);
    var reference = referenceOf(order);
    assertFound(reconcile(), reference, "RAISED", "MONEY_STILL_HELD", order);
    provider("payment_intents/" + reference + "/cancel", "");
    assertFound(reconcile(), reference, "SETTLED", "MONEY_STILL_HELD", order);
  }

  @Test
  void a_payment_that_nobody_of_ours_asked_for_is_found() {
    var stray = provider("payment_intents", "amount=700&currency=gbp").path("id").asString();
    assertFound(reconcile(), stray, "RAISED", "PAYMENT_UNKNOWN_TO_US", "none");
    provider("payment_intents/" + stray + "/cancel", "");
    assertFound(reconcile(), stray, "SETTLED", "PAYMENT_UNKNOWN_TO_US", "none");
  }

  @Test
  void a_second_payment_for_an_order_is_found_and_named_with_it() {
    var order = picking(product("A-", "3.00", 5));
    var form =
        "amount=300&currency=gbp&metadata[payment_id]=" + order.replace("order-", "payment-");
    var second = provider("payment_intents", form).path("id").asString();
    assertFound(reconcile(), second, "RAISED", "PAYMENT_UNKNOWN_TO_US", order);
    assertOnTimeline(order, "DiscrepancyFound");
    provider("payment_intents/" + second + "/cancel", "");
    assertFound(reconcile(), second, "SETTLED", "PAYMENT_UNKNOWN_TO_US", order);
  }

  @Test
  void a_payment_that_the_provider_does_not_know_is_found() {
    fail("payments.create", token, Kind.ERROR);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitParked(order, "AUTHORIZE_PAYMENT");
    var gone = "pi_" + UUID.randomUUID().toString().replace("-", "");
    commands.sendAndWait(new RecordPaymentAuthorized(new PaymentId(OrderId.parse(order)), gone));
    // A parked call holds up later ones of its order, so the capture does not even begin.
    awaitStatus(order, "TAKING_PAYMENT");
    assertFound(reconcile(), gone, "RAISED", "PAYMENT_MISSING_AT_PROVIDER", order);
  }

  @Test
  void goods_that_a_confirmed_order_misses_are_found() {
    var sku = product("A-", "3.00", 5);
    var order = picking(sku);
    commands.sendAndWait(new ReleaseStock(stock(sku), OrderId.parse(order)));
    var subject = order + "/" + sku;
    assertFound(reconcile(), subject, "RAISED", "RESERVATION_MISSING", order);
    dispatch(order);
    assertFound(reconcile(), subject, "SETTLED", "RESERVATION_MISSING", order);
  }

  @Test
  void goods_that_are_held_for_an_order_that_has_ended_are_found() {
    var sku = product("A-", "3.00", 5);
    for (var order : List.of(ended("tok_declined", sku), shipped(product("B-", "3.00", 5)))) {
      commands.sendAndWait(new ReserveStock(stock(sku), OrderId.parse(order), 2));
      var subject = order + "/" + sku;
      assertFound(reconcile(), subject, "RAISED", "RESERVATION_LEFT_OVER", order);
      assertOnTimeline(order, "DiscrepancyFound");
      commands.sendAndWait(new ReleaseStock(stock(sku), OrderId.parse(order)));
      assertFound(reconcile(), subject, "SETTLED", "RESERVATION_LEFT_OVER", order);
    }
  }

  private String shipped(String sku) {
    var order = place(token, Map.of(sku, 2));
    awaitStatus(order, "PICKING");
    dispatch(order);
    await()
        .until(
            () ->
                jdbc.queryForObject(
                        """
                        select count(*) from event_log.domain_event
                         where payload_type like '%.StockCommitted' and payload ->> 'orderId' = ?
                        """,
                        Integer.class, order)
                    == 1);
    awaitQuiet(order);
    return order;
  }

  private void dispatch(String order) {
    post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
  }

  private String ended(String card, String sku) {
    var order = place(card, Map.of(sku, 1));
    awaitCancelled(order);
    return order;
  }

  private static StockItemId stock(String sku) {
    return new StockItemId(new Sku(sku));
  }
}
