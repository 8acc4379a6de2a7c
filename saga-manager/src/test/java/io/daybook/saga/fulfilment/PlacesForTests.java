package io.daybook.saga.fulfilment;

import io.daybook.schema.order.CancellationCause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Every place where a fulfilment can be, as the table of steps says: a new step is in it at once.
 */
final class PlacesForTests {
  static final CancelReason WHY = new CancelReason(CancellationCause.CUSTOMER, "changed my mind");

  private PlacesForTests() {}

  static List<Progress> of(Job job) {
    var places = new ArrayList<Progress>();
    for (var step : Step.values()) {
      places.add(Forward.begin(step, job, heldBefore(step, job)));
    }
    places.add(new Picking(heldAfter(List.of(Step.values()), job)));
    places.add(new Delivering("T1", false, false));
    for (var step : List.of(Step.values()).reversed()) {
      if (step.undo() instanceof Undo.Compensation) {
        places.add(new Undoing(heldBefore(step, job).plus(step, step.ask().linesOf(job)), WHY));
      }
    }
    places.add(new Cancelling(WHY));
    places.add(new Ended());
    return places;
  }

  private static Held heldBefore(Step step, Job job) {
    return heldAfter(List.of(Step.values()).stream().filter(step::isAfter).toList(), job);
  }

  private static Held heldAfter(List<Step> steps, Job job) {
    var held = Held.NOTHING;
    for (var step : steps) {
      held = held.plus(step, step.ask().perLine() ? job.skus() : Set.of());
    }
    return held;
  }

  /** Whether the order is being cancelled, or will be once the step under way is answered. */
  static boolean isGivenUp(Progress place) {
    return switch (place) {
      case Forward at -> at.stop() != null;
      case Undoing _, Cancelling _ -> true;
      case Picking _, Delivering _, Ended _ -> false;
    };
  }
}
