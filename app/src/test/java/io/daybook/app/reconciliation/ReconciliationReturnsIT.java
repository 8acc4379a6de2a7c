package io.daybook.app.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.sandbox.Faults.Kind;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.order.ReturnRequest;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/** What came back or was cancelled and was not paid back, and the other way round, is found. */
class ReconciliationReturnsIT extends ReconciliationForTests {
  private final ReturnId back = new ReturnId(UUID.randomUUID());

  @Test
  void a_return_that_is_paid_back_is_no_difference() {
    var order = shipped();
    takeBack(order);
    awaitRefunded(order, back.toString());
    var report = reconcile();
    assertThat(book(report, "RETURNS").path("compared").asLong()).isPositive();
    assertThat(findings(report, "orderId", order)).isEmpty();
  }

  @Test
  void a_return_that_is_not_paid_back_is_found_and_settled_once_it_is() {
    var order = shipped();
    fail("payments.refund", null, Kind.ERROR);
    takeBack(order);
    awaitParked(order, "REFUND_PAYMENT");
    var subject = order + "/" + back;
    assertFound(reconcile(), subject, "RAISED", "RETURN_NOT_REFUNDED", order);
    assertOnTimeline(order, "DiscrepancyFound");
    everythingWorksAgain();
    operate(order, "resume", Map.of());
    awaitRefunded(order, back.toString());
    assertFound(reconcile(), subject, "SETTLED", "RETURN_NOT_REFUNDED", order);
  }

  @Test
  void money_that_is_paid_back_for_nothing_is_found() {
    var order = shipped();
    refund(order, "by-hand", "GBP 1.00");
    assertFound(reconcile(), order + "/by-hand", "RAISED", "REFUND_WITHOUT_RETURN", order);
  }

  @Test
  void an_order_that_is_shipped_and_refunded_is_found() {
    var order = shipped();
    refund(order, "cancellation", "GBP 3.00");
    assertFound(reconcile(), order + "/cancellation", "RAISED", "REFUND_WITHOUT_RETURN", order);
  }

  @Test
  void a_return_that_is_paid_back_with_another_amount_is_found() {
    var order = shipped();
    refund(order, back.toString(), "GBP 1.00");
    takeBack(order);
    var subject = order + "/" + back;
    assertFound(reconcile(), subject, "RAISED", "RETURN_REFUND_AMOUNT_DIFFERS", order);
  }

  @Test
  void an_order_that_was_charged_and_cancelled_is_found() {
    var order = picking(product("A-", "3.00", 5));
    var cancel = new CancelOrder(OrderId.parse(order), CancellationCause.OPERATOR, "past the saga");
    commands.sendAndWait(cancel);
    var subject = order + "/cancellation";
    assertFound(reconcile(), subject, "RAISED", "CANCELLATION_NOT_REFUNDED", order);
    refund(order, "cancellation", "GBP 3.00");
    assertFound(reconcile(), subject, "SETTLED", "CANCELLATION_NOT_REFUNDED", order);
  }

  private String sku = "";

  private String shipped() {
    sku = product("A-", "3.00", 5);
    var order = picking(sku);
    post("/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch", Map.of());
    awaitStatus(order, "SHIPPED");
    return order;
  }

  private void takeBack(String order) {
    var line = new ReturnRequest(new Sku(sku), 1, Disposition.WRITE_OFF);
    commands.sendAndWait(new ReturnLines(OrderId.parse(order), back, List.of(line)));
  }

  private void refund(String order, String id, String amount) {
    var payment = new PaymentId(OrderId.parse(order));
    commands.sendAndWait(new RefundPayment(payment, new RefundId(id), Money.parse(amount)));
    awaitRefunded(order, id);
  }

  private void awaitRefunded(String order, String id) {
    await()
        .until(
            () ->
                jdbc.queryForObject(
                        """
                        select count(*) from event_log.domain_event
                         where stream = ? and payload_type like '%.PaymentRefunded'
                           and payload ->> 'refundId' = ?
                        """,
                        Integer.class, order.replace("order-", "payment-"), id)
                    == 1);
    awaitQuiet(order);
  }
}
