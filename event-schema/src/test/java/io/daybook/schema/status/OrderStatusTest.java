package io.daybook.schema.status;

import static io.daybook.schema.status.OrderStatus.Stage.CANCELLED;
import static io.daybook.schema.status.OrderStatus.Stage.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.daybook.schema.Samples;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.inventory.OrderStockEvent;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderEvent;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.order.ReturnedLine;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.shipping.ShipmentEvent;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OrderStatusTest {
  private static final Set<Class<?>> MAY_FOLLOW =
      Set.of(
          OrderPlaced.class,
          OrderCancelled.class,
          OrderShipped.class,
          OrderClosed.class,
          OrderLinesReturned.class);

  @ParameterizedTest
  @MethodSource("io.daybook.schema.status.GoldenHistories#all")
  void every_golden_history_has_the_approved_status_after_each_event(History history) {
    var status = OrderStatus.PROCESSING_PAYMENT;
    long left = 3;
    for (var step : history.steps()) {
      if (step.event() instanceof OrderLinesReturned back) {
        left -= back.lines().stream().mapToInt(ReturnedLine::quantity).sum();
      }
      status = status.after(step.event(), left);
      assertThat(status).as("%s: %s", history, step.event()).isEqualTo(step.status());
    }
  }

  @Test
  void the_golden_histories_reach_every_status_and_have_every_event_that_moves_one() {
    var steps = GoldenHistories.all().flatMap(history -> history.steps().stream()).toList();
    assertThat(steps.stream().map(History.Step::status).distinct())
        .containsExactlyInAnyOrder(OrderStatus.values());
    assertThat(steps.stream().<Class<?>>map(step -> step.event().getClass()).distinct())
        .containsAll(events().filter(OrderStatus::isMovedBy).map(Object::getClass).toList());
  }

  @Test
  void only_the_streams_of_the_order_its_payment_and_its_shipment_move_it() {
    assertThat(samples(OrderStockEvent.class, FulfilmentEvent.class))
        .noneMatch(OrderStatus::isMovedBy);
  }

  /** So a command that was late, or an answer that nobody waits for any more, shows nothing. */
  @ParameterizedTest
  @EnumSource(OrderStatus.class)
  void what_is_final_is_left_by_nothing_but_the_parcel_and_returns(OrderStatus status) {
    assumeThat(EnumSet.of(CANCELLED, SHIPPED)).contains(status.stage());
    assertThat(events().filter(event -> !MAY_FOLLOW.contains(event.getClass())))
        .allSatisfy(event -> assertThat(status.after(event, 0)).isEqualTo(status));
  }

  private static Stream<OrderRelated> events() {
    return samples(OrderEvent.class, PaymentEvent.class, ShipmentEvent.class);
  }

  private static Stream<OrderRelated> samples(Class<?>... families) {
    return List.of(families).stream()
        .flatMap(Samples::leaves)
        .map(type -> (OrderRelated) Samples.of(type));
  }
}
