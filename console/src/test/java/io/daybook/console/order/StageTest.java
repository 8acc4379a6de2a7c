package io.daybook.console.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StageTest {

  @Test
  void nothing_has_happened_before_the_first_event() {
    assertThat(after().values()).containsOnly(Stage.State.OPEN);
  }

  @Test
  void a_stage_is_under_way_from_its_request_to_its_answer() {
    assertThat(after("OrderPlaced", "PaymentAuthorizationRequested"))
        .containsEntry("Money held", Stage.State.IN_FLIGHT);
    assertThat(after("PaymentAuthorizationRequested", "PaymentAuthorized"))
        .containsEntry("Money held", Stage.State.DONE);
    assertThat(after("PaymentAuthorizationRequested", "PaymentDeclined"))
        .containsEntry("Money held", Stage.State.FAILED);
  }

  @Test
  void a_parcel_that_has_left_is_on_its_way() {
    assertThat(after("PickingStarted", "ShipmentDispatched"))
        .containsEntry("Picked and sent", Stage.State.DONE)
        .containsEntry("Delivered", Stage.State.IN_FLIGHT);
  }

  @Test
  void only_what_was_done_is_undone() {
    assertThat(after("PaymentAuthorized", "StockReserved", "StockReleased", "OrderCancelled"))
        .containsEntry("Goods held", Stage.State.UNDONE)
        .containsEntry("Confirmed", Stage.State.OPEN)
        .containsEntry("Carrier booked", Stage.State.OPEN);
  }

  private static Map<String, Stage.State> after(String... types) {
    var events =
        Arrays.stream(types)
            .map(type -> new OrderAnswer.Event(1, Instant.EPOCH, type, null))
            .toList();
    return Stage.after(events).stream()
        .collect(Collectors.toMap(Stage.Reached::label, Stage.Reached::state));
  }
}
