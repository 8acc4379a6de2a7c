package io.daybook.outside.call;

import io.daybook.schema.fulfilment.FulfilmentAction;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which parked calls an operator means; what is left out matters not.
 *
 * @param port the other side that they were for
 * @param action what they were to do
 * @param reason a text in the reason why they were parked, in any case
 * @param since parked then or later
 * @param limit how many calls at most, 1000 unless told
 */
record ParkedFilter(
    @Nullable Port port,
    @Nullable FulfilmentAction action,
    @Nullable @Size(min = 1, max = 500) String reason,
    @Nullable Instant since,
    @Nullable @Min(1) @Max(MAX) Integer limit) {
  static final int MAX = 1_000;

  @Nullable String portName() {
    return port == null ? null : port.name();
  }

  @Nullable String actionName() {
    return action == null ? null : action.name();
  }

  int most() {
    return limit == null ? MAX : limit;
  }
}
