package io.daybook.query.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.inventory.OrderStockEvent;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.shipping.ShipmentEvent;
import io.daybook.schema.status.GoldenHistories;
import io.daybook.schema.status.History;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an order looked like after each of its events; stock has streams of its own. */
class OrderViewTest {

  @ParameterizedTest
  @MethodSource("io.daybook.schema.status.GoldenHistories#all")
  void after_each_event_of_a_golden_history_it_has_the_approved_status(History history) {
    for (int n = 1; n <= history.steps().size(); n++) {
      var steps = history.steps().subList(0, n);
      assertThat(view(steps).status())
          .as("%s, event %s", history, n)
          .isEqualTo(steps.getLast().status());
    }
  }

  @Test
  void before_it_was_placed_there_is_nothing() {
    assertThat(OrderView.of(List.of())).isEmpty();
    var withoutItsBeginning = logged(history("declined").steps()).subList(1, 2);
    assertThat(OrderView.of(withoutItsBeginning)).isEmpty();
  }

  @Test
  void it_knows_its_version_and_position_and_what_came_back() {
    var view = view(history("delivered, and returned in two parts").steps());
    assertThat(view.version()).isEqualTo(5); // placed, confirmed, shipped, closed, two returns
    assertThat(view.lines()).extracting(OrderView.Line::returned).containsExactly(2, 1);
    assertThat(view.payment().lastEvent()).isEqualTo("PaymentRefunded");
    assertThat(view.payment().captured().amount()).isEqualTo("7.50");
    assertThat(view.payment().refunded().amount()).isEqualTo("7.50");
    assertThat(view.shipment().lastEvent()).isEqualTo("ShipmentDelivered");
    assertThat(view.shipment().trackingNumber()).isEqualTo("T-1");
  }

  @Test
  void at_first_nothing_is_known_of_payment_and_shipment() {
    var view = view(history("declined").steps().subList(0, 1));
    assertThat(view.payment().lastEvent()).isEmpty();
    assertThat(view.payment().authorized().amount()).isEqualTo("0.00");
    assertThat(view.shipment().lastEvent()).isEmpty();
    assertThat(view.shipment().trackingNumber()).isNull();
  }

  @Test
  void it_says_why_it_was_cancelled_and_that_no_money_is_held() {
    var view = view(history("no carrier").steps());
    assertThat(view.cancellationCause()).isEqualTo(CancellationCause.CARRIER);
    assertThat(view.cancellationReason()).isEqualTo("told to the customer");
    assertThat(view.payment().authorized().amount()).isEqualTo("0.00");
  }

  @Test
  void the_parcel_goes_where_the_latest_change_says_and_has_the_number_of_its_booking() {
    var view = view(history("sent to another address").steps());
    assertThat(view.deliveryAddress().street()).isEqualTo("1 Other Street");
    assertThat(view.shipment().trackingNumber()).isEqualTo("T-2");
  }

  private static History history(String name) {
    return GoldenHistories.all()
        .filter(history -> history.toString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static OrderView view(List<History.Step> steps) {
    return OrderView.of(logged(steps)).orElseThrow();
  }

  private static List<LoggedEvent> logged(List<History.Step> steps) {
    var logged = new ArrayList<LoggedEvent>();
    long version = 0;
    for (var step : steps) {
      var event = step.event();
      var stream =
          switch (event) {
            case OrderEvent e -> e.orderId().toString();
            case PaymentEvent e -> e.paymentId().toString();
            case ShipmentEvent e -> e.shipmentId().toString();
            case OrderStockEvent _ -> "";
            default -> throw new AssertionError(event);
          };
      if (!stream.isEmpty()) {
        var at = Instant.EPOCH.plusSeconds(logged.size());
        logged.add(
            new LoggedEvent(
                logged.size(),
                stream,
                event instanceof OrderEvent ? version++ : 0,
                at,
                event,
                Map.of(),
                "event-" + logged.size()));
      }
    }
    return logged;
  }
}
