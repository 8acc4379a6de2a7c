package io.daybook.app.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.outside.OutsideForTests;
import io.daybook.eventstore.testing.PrincipalForTests;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.ParkFulfilment;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.payment.PaymentId;
import io.daybook.schema.payment.RecordPaymentCaptured;
import io.daybook.schema.payment.RefundId;
import io.daybook.schema.payment.RefundPayment;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is parked does not stay so when it needs no operator, and is what it says when it does. */
@Tag("long")
class ParkingHealsIT extends OutsideForTests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  CommandGateway commands;

  @Autowired
  void sendCommandsThrough(CommandBus bus) {
    commands = PrincipalForTests.gateway(bus);
  }

  @ParameterizedTest
  @CsvSource({"payments.create, AUTHORIZE_PAYMENT", "carrier.book, BOOK_CARRIER"})
  void what_can_be_let_go_blindly_is_undone_at_its_deadline_even_when_parked(
      String operation, String action) {
    var sku = product("A-", "3.00", 5);
    fail(operation, Kind.RESET_AFTER, null);
    var order = place(token, Map.of(sku, 1));
    awaitParked(order, action);
    everythingWorksAgain();
    awaitStatus(order, "CANCELLED");
    assertNothingKept(order);
    await().atMost(PATIENCE).until(() -> reserved(sku) == 0 && parked(order).isEmpty());
    assertThat(query("{order(id: \"" + order + "\") {cancellationReason}}").toString())
        .contains("in time");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from outside.call where order_id = ? and done_at is null and port <> 'MAIL'",
                        Integer.class,
                        order)
                    == 0);
  }

  @Test
  void a_fulfilment_that_goes_on_is_not_parked_any_more_and_its_warehouse_has_a_deadline() {
    fail("payments.capture", Kind.ERROR, null);
    var order = place(token, Map.of(product("A-", "3.00", 5), 1));
    awaitParked(order, "CAPTURE_PAYMENT");
    commands.sendAndWait(new RecordPaymentCaptured(new PaymentId(OrderId.parse(order))));
    awaitStatus(order, "PICKING");
    await().atMost(PATIENCE).until(() -> parked(order).isEmpty());
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from saga.waiting where order_id = ? and action = 'SHIP_ORDER'",
                        Integer.class,
                        order)
                    == 1);
  }

  @Test
  void a_return_whose_refund_is_refused_is_parked_and_what_operators_decide_is_done() {
    var sku = product("A-", "3.00", 5);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    dispatch(order);
    awaitStatus(order, "SHIPPED");
    var all = new RefundPayment(payment(order), new RefundId("goodwill"), Money.parse("GBP 3.00"));
    commands.sendAndWait(all);
    await().atMost(PATIENCE).until(() -> moneyKept(order).compareTo(BigDecimal.ZERO) == 0);
    var back =
        Map.of("lines", List.of(Map.of("sku", sku, "quantity", 1, "disposition", "RESTOCK")));
    var returns = "/api/orders/" + order + "/returns";
    assertThat(post(returns, back, "Idempotency-Key", "r1").status()).isEqualTo(201);
    assertThat(awaitParked(order, "SETTLE_RETURN").path("reason").asString())
        .contains("refund-within-capture");
    operate(order, "resume", Map.of(), 204);
    await()
        .atMost(PATIENCE)
        .until(() -> timesParked(order) == 2); // it was sent, and refused, again
    operate(order, "cancel", Map.of("reason", "customer rang"), 409);
    operate(order, "skip", Map.of("action", "SETTLE_RETURN", "reason", "paid in cash"), 204);
    await().atMost(PATIENCE).until(() -> parked(order).isEmpty());
    assertThat(status(order)).isEqualTo("RETURNED");
  }

  @Test
  void what_went_before_dispatch_cannot_be_given_up_after_it() {
    var order = place("tok_visa", Map.of(product("A-", "3.00", 5), 1));
    awaitStatus(order, "PICKING");
    dispatch(order);
    commands.sendAndWait(
        new ParkFulfilment(
            new FulfilmentId(OrderId.parse(order)), FulfilmentAction.CAPTURE_PAYMENT, "late", 10));
    var skip = Map.of("action", "CAPTURE_PAYMENT", "reason", "by mistake");
    var refused = post("/api/operations/fulfilments/" + order + "/skip", skip);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.body().path("rule").asString()).isEqualTo("skip-before-dispatch");
    await().atMost(PATIENCE).until(() -> parked(order).isEmpty());
    awaitStatus(order, "SHIPPED");
  }

  private void operate(String order, String what, Object body, int status) {
    assertThat(post("/api/operations/fulfilments/" + order + "/" + what, body).status())
        .isEqualTo(status);
  }

  private void dispatch(String order) {
    var path = "/api/shipments/" + order.replace("order-", "shipment-") + "/dispatch";
    assertThat(post(path, Map.of()).status()).isEqualTo(204);
  }

  private long timesParked(String order) {
    return jdbc.queryForObject(
        "select count(*) from event_log.domain_event where stream = ? and payload_type like '%.FulfilmentParked'",
        Long.class, order.replace("order-", "fulfilment-"));
  }

  private static PaymentId payment(String order) {
    return new PaymentId(OrderId.parse(order));
  }
}
