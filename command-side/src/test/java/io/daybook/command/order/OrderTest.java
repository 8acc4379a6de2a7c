package io.daybook.command.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancelOrder;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.CloseOrder;
import io.daybook.schema.order.ConfirmOrder;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.Disposition;
import io.daybook.schema.order.MarkShipped;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.order.PlaceOrder;
import io.daybook.schema.order.RejectCancellation;
import io.daybook.schema.order.RequestCancellation;
import io.daybook.schema.order.ReturnId;
import io.daybook.schema.order.ReturnLines;
import io.daybook.schema.order.ReturnRequest;
import io.daybook.schema.status.History;
import io.daybook.schema.status.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OrderTest {
  private static final OrderId ID = new OrderId(new UUID(1, 1));
  private static final Sku TEA = new Sku("TEA");
  private static final Address HOME = new Address("Ada", "Home", "London", "SW1", "GB");
  private static final PlaceOrder PLACE =
      new PlaceOrder(
          ID,
          new CustomerId("ada"),
          List.of(new OrderLine(TEA, 2, Money.parse("GBP 2.00"))),
          HOME,
          new PaymentToken("tok_visa"),
          Instant.EPOCH);
  private static final RequestCancellation ASK = new RequestCancellation(ID, "changed my mind");
  private static final RejectCancellation REJECT = new RejectCancellation(ID, "it has left");
  private static final CancelOrder CANCEL =
      new CancelOrder(ID, CancellationCause.CUSTOMER, "changed my mind");
  private static final ConfirmOrder CONFIRM = new ConfirmOrder(ID);
  private static final MarkShipped SHIP = new MarkShipped(ID, "T-1");
  private static final CloseOrder CLOSE = new CloseOrder(ID);

  private Order order = Order.opened((OrderPlaced) Lines.place(PLACE).getFirst());

  /** Its own stream says no more than the others do, and nothing else. */
  @ParameterizedTest
  @MethodSource("io.daybook.schema.status.GoldenHistories#all")
  void in_every_golden_history_it_has_the_approved_status_once_its_own_stream_says_so(
      History history) {
    var replayed = Order.opened((OrderPlaced) history.steps().getFirst().event());
    for (var step : history.steps()) {
      switch (step.event()) {
        case DeliveryAddressChangeRequested _,
            DeliveryAddressChanged _,
            DeliveryAddressChangeRefused _ -> {}
        case OrderEvent event -> {
          replayed = replayed.evolve(event);
          assertThat(replayed.status()).as("%s: %s", history, event).isEqualTo(step.status());
        }
        default -> {}
      }
    }
  }

  @Test
  void it_is_confirmed_shipped_and_closed_once_each() {
    assertThat(order.decide(CONFIRM)).containsExactly(new OrderConfirmed(ID));
    happen(order.decide(CONFIRM));
    assertThat(order.decide(CONFIRM)).isEmpty();
    assertThat(order.decide(SHIP)).containsExactly(new OrderShipped(ID, "T-1"));
    happen(order.decide(SHIP));
    assertThat(order.decide(SHIP)).isEmpty();
    assertThat(order.decide(CLOSE)).containsExactly(new OrderClosed(ID));
    happen(order.decide(CLOSE));
    assertThat(order.decide(CLOSE)).isEmpty();
    assertThat(order.decide(SHIP)).isEmpty();
    assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
  }

  @Test
  void what_is_not_confirmed_does_not_ship_and_what_is_not_shipped_is_not_closed() {
    assertRefused("ship-what-is-confirmed", "PLACED", () -> order.decide(SHIP));
    assertRefused("close-what-is-shipped", "PLACED", () -> order.decide(CLOSE));
    happen(order.decide(CANCEL));
    assertRefused("ship-what-is-confirmed", "CANCELLED", () -> order.decide(SHIP));
  }

  @Test
  void it_is_cancelled_once_whether_or_not_the_customer_asked() {
    happen(order.decide(ASK));
    assertThat(order.decide(ASK)).isEmpty();
    assertThat(order.decide(CONFIRM)).isEmpty();
    happen(order.decide(CANCEL));
    assertThat(order.status()).isEqualTo(OrderStatus.CANCELLED);
    assertThat(order.decide(CANCEL)).isEmpty();
    assertThat(order.decide(ASK)).isEmpty();
    assertThat(order.decide(REJECT)).isEmpty();
    assertThat(order.decide(CONFIRM)).isEmpty();
  }

  @Test
  void once_the_parcel_has_left_it_cannot_be_cancelled() {
    happen(order.decide(CONFIRM));
    happen(order.decide(SHIP));
    assertRefused("cancel-before-dispatch", "SHIPPED", () -> order.decide(ASK));
    assertRefused("cancel-before-dispatch", "SHIPPED", () -> order.decide(CANCEL));
    happen(order.decide(CLOSE));
    assertRefused("cancel-before-dispatch", "CLOSED", () -> order.decide(ASK));
  }

  @Test
  void a_cancellation_that_came_too_late_is_rejected_once_also_after_shipping() {
    happen(order.decide(CONFIRM));
    assertThat(order.decide(REJECT)).isEmpty();
    happen(order.decide(ASK));
    happen(order.decide(SHIP));
    happen(order.decide(CLOSE));
    assertThat(order.decide(REJECT))
        .containsExactly(new OrderCancellationRejected(ID, "it has left"));
    happen(order.decide(REJECT));
    assertThat(order.decide(REJECT)).isEmpty();
    assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
  }

  /** Only a parcel that has left makes a cancellation too late, so there is no way back. */
  @Test
  void once_its_cancellation_is_rejected_it_counts_as_shipped_and_says_how_when_it_is_told() {
    happen(order.decide(CONFIRM));
    happen(order.decide(ASK));
    happen(order.decide(REJECT));
    assertThat(order.status()).isEqualTo(OrderStatus.SHIPPED);
    assertRefused("cancel-before-dispatch", "SHIPPED", () -> order.decide(ASK));
    assertRefused("cancel-before-dispatch", "SHIPPED", () -> order.decide(CANCEL));
    assertRefused("close-what-is-shipped", "SHIPPED", () -> order.decide(CLOSE));
    assertRefused("return-what-was-shipped", "SHIPPED", () -> order.decide(back(1)));
    happen(order.decide(SHIP));
    assertThat(order.parcel()).isEqualTo(Order.Parcel.LEFT);
    happen(order.decide(CLOSE));
    assertThat(order.status()).isEqualTo(OrderStatus.DELIVERED);
  }

  @Test
  void goods_that_came_back_before_the_parcel_was_said_to_have_arrived_do_not_keep_it_open() {
    happen(order.decide(CONFIRM));
    happen(order.decide(SHIP));
    happen(order.decide(back(2)));
    assertThat(order.status()).isEqualTo(OrderStatus.RETURNED);
    assertThat(order.decide(CLOSE)).containsExactly(new OrderClosed(ID));
    happen(order.decide(CLOSE));
    assertThat(order.decide(CLOSE)).isEmpty();
    assertThat(order.status()).isEqualTo(OrderStatus.RETURNED);
  }

  @Test
  void placing_it_again_changes_nothing_whatever_the_prices_and_another_order_is_refused() {
    var dearer = List.of(new OrderLine(TEA, 2, Money.parse("GBP 9.00")));
    assertThat(order.decide(again(dearer))).isEmpty();
    var more = List.of(new OrderLine(TEA, 3, Money.parse("GBP 2.00")));
    assertRefused("idempotency-key-reused", "PLACED", () -> order.decide(again(more)));
  }

  @Test
  void states_that_cannot_be_cannot_be_made() {
    var placed = order.placed();
    var addresses = order.addresses();
    var back = new Returns(Map.of("return-1", Set.of()));
    assertImpossible(
        () ->
            new Order(
                placed, addresses, OrderStatus.CONFIRMED, Order.Parcel.LEFT, false, Returns.NONE));
    assertImpossible(
        () -> new Order(placed, addresses, OrderStatus.SHIPPED, Order.Parcel.HERE, false, back));
    assertImpossible(
        () ->
            new Order(
                placed, addresses, OrderStatus.CANCELLING, Order.Parcel.HERE, false, Returns.NONE));
    assertImpossible(
        () ->
            new Order(
                placed, addresses, OrderStatus.CANCELLED, Order.Parcel.HERE, true, Returns.NONE));
  }

  private static PlaceOrder again(List<OrderLine> lines) {
    return new PlaceOrder(
        ID, PLACE.customerId(), lines, HOME, PLACE.paymentToken(), Instant.EPOCH.plusSeconds(9));
  }

  private static ReturnLines back(int units) {
    var line = new ReturnRequest(TEA, units, Disposition.RESTOCK);
    return new ReturnLines(ID, new ReturnId(new UUID(2, 2)), List.of(line));
  }

  private void happen(List<OrderEvent> events) {
    for (var event : events) {
      order = order.evolve(event);
    }
  }

  private static void assertRefused(String rule, String state, ThrowingCallable decision) {
    assertThatThrownBy(decision)
        .isInstanceOfSatisfying(
            DomainRejection.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(rule);
              assertThat(refused.state()).isEqualTo(state);
            });
  }

  private static void assertImpossible(ThrowingCallable construction) {
    assertThatThrownBy(construction)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("It must hold that ");
  }
}
