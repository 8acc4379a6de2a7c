package io.daybook.saga.fulfilment;

import io.daybook.saga.fulfilment.Following.When;
import io.daybook.schema.Command;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.UnparkFulfilment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would follow from a decision of an operator: what {@link Fulfilment} decides, on a copy of
 * its state, by the same table of steps, as if every answer were a good one. It ends where people
 * work: with the warehouse, or with the carrier. Nothing is sent, and nothing is changed.
 */
final class Outlook {
  private final Job job;

  private Outlook(Job job) {
    this.job = job;
  }

  /**
   * What would follow, in order.
   *
   * @param action that is given up; null for the other decisions
   */
  static List<Following> of(
      Fulfilment now, OperatorDecision decision, @Nullable FulfilmentAction action) {
    var next = now;
    var commands = new ArrayList<Command>();
    for (var event : decision.events(now, action)) {
      var decided = next.on(event);
      next = decided.next();
      commands.addAll(decided.commands());
    }
    commands.removeIf(UnparkFulfilment.class::isInstance); // it only clears the list of operators
    var following = new ArrayList<Following>();
    if (decision == OperatorDecision.RESUME) {
      now.parked().stream()
          .filter(one -> one != now.progress().action())
          .sorted()
          .forEach(one -> following.add(Following.of(When.AT_ONCE, one, List.of())));
    }
    var goesOn = !commands.isEmpty() || !next.progress().equals(now.progress());
    if (!commands.isEmpty()) {
      following.add(Following.of(When.AT_ONCE, next.progress().action(), commands));
    }
    if (goesOn) {
      following.addAll(new Outlook(now.job()).beyond(next.progress()));
    }
    return List.copyOf(following);
  }

  /** All that follows once this place is left. */
  private List<Following> beyond(Progress place) {
    return switch (place) {
      case Forward at when at.stop() != null && at.step().failure().isPossible() -> {
        var why = Objects.requireNonNull(at.stop());
        yield either(
            from(answered(at, (here, line) -> here.done(line, job))),
            from(answered(at, (here, line) -> here.failed(line, why, job))));
      }
      case Forward at -> from(answered(at, (here, line) -> here.done(line, job)));
      case Undoing at -> from(at.countedAsDone());
      case Picking _, Delivering _, Cancelling _, Ended _ -> List.of();
    };
  }

  /** All that follows from this place on. */
  private List<Following> from(Progress place) {
    return switch (place) {
      case Forward _, Undoing _, Cancelling _ -> {
        var all = new ArrayList<Following>();
        all.add(Following.of(When.THEN, place.action(), place.commands(job)));
        all.addAll(beyond(place));
        yield all;
      }
      case Picking _, Delivering _, Ended _ -> List.of();
    };
  }

  /** Where a step leads to whose lines are all answered alike. */
  private static Progress answered(Forward at, BiFunction<Forward, @Nullable Sku, Progress> one) {
    if (at.awaited().isEmpty()) {
      return one.apply(at, null);
    }
    Progress now = at;
    for (var line : at.awaited()) {
      now = now instanceof Forward here ? one.apply(here, line) : now;
    }
    return now;
  }

  /** One way or the other; what is on both is sure. */
  private static List<Following> either(List<Following> ifDone, List<Following> ifNot) {
    var onBoth = actions(ifDone);
    onBoth.retainAll(actions(ifNot));
    var all = new ArrayList<Following>();
    var left = new ArrayList<>(ifDone);
    for (var other : ifNot) {
      if (!onBoth.contains(other.action())) {
        all.add(other.when(When.IF_NOT_DONE));
        continue;
      }
      while (left.getFirst().action() != other.action()) {
        all.add(left.removeFirst().when(When.IF_DONE));
      }
      all.add(left.removeFirst());
    }
    left.forEach(one -> all.add(one.when(When.IF_DONE)));
    return all;
  }

  private static Set<FulfilmentAction> actions(List<Following> all) {
    return all.stream().map(Following::action).collect(Collectors.toSet());
  }
}
