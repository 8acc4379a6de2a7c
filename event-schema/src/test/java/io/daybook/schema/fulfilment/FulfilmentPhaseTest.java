package io.daybook.schema.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.StockReservationRefused;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.status.GoldenHistories;
import io.daybook.schema.status.History;
import io.daybook.schema.status.OrderStatus;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FulfilmentPhaseTest {
  private static final StockReservationRefused REFUSED =
      new StockReservationRefused(new Sku("MUG"), new OrderId(new UUID(1, 1)), 1, 0);

  @ParameterizedTest
  @MethodSource("io.daybook.schema.status.GoldenHistories#all")
  void the_phase_goes_with_the_status_of_the_order(History history) {
    var phase = FulfilmentPhase.RUNNING;
    var outOfStock = false;
    for (var step : history.steps()) {
      phase = phase.after(step.event());
      outOfStock |= step.event() instanceof StockReservationRefused;
      assertThat(phasesOf(step.status(), outOfStock))
          .as("%s: %s", history, step.event())
          .contains(phase);
    }
  }

  /** A shortage shows in the phase at once, and in the status with what follows from it. */
  private static Set<FulfilmentPhase> phasesOf(OrderStatus status, boolean outOfStock) {
    return switch (status) {
      case PROCESSING_PAYMENT, RESERVING_STOCK, BOOKING_CARRIER, TAKING_PAYMENT ->
          Set.of(outOfStock ? FulfilmentPhase.COMPENSATING : FulfilmentPhase.RUNNING);
      case CONFIRMED, PICKING -> Set.of(FulfilmentPhase.CONFIRMED);
      case CANCELLING -> Set.of(FulfilmentPhase.COMPENSATING);
      case CANCELLED -> Set.of(FulfilmentPhase.CANCELLED);
      case SHIPPED -> Set.of(FulfilmentPhase.SHIPPED);
      case DELIVERED -> Set.of(FulfilmentPhase.DELIVERED);
      case PARTLY_RETURNED, RETURNED -> Set.of(FulfilmentPhase.SHIPPED, FulfilmentPhase.DELIVERED);
    };
  }

  @ParameterizedTest
  @EnumSource(
      value = FulfilmentPhase.class,
      names = {"SHIPPED", "DELIVERED", "CANCELLED"})
  void a_refusal_that_comes_late_takes_nothing_back(FulfilmentPhase phase) {
    assertThat(phase.after(REFUSED)).isEqualTo(phase);
  }

  @Test
  void most_events_move_no_phase_and_so_cost_no_statement() {
    assertThat(FulfilmentPhase.isMovedBy(REFUSED)).isTrue();
    assertThat(
            GoldenHistories.all()
                .filter(history -> history.toString().startsWith("delivered"))
                .flatMap(history -> history.steps().stream())
                .map(History.Step::event)
                .filter(event -> !(event instanceof OrderPlaced))
                .filter(FulfilmentPhase::isMovedBy))
        .hasSize(3); // confirmed, shipped, closed
  }
}
