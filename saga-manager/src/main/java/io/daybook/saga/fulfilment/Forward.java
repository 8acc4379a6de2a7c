package io.daybook.saga.fulfilment;

import io.daybook.schema.Command;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.fulfilment.FulfilmentAction;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step is under way.
 *
 * @param awaited the lines whose answer is still out, none if there is one answer for all
 * @param held what earlier steps hold, and the lines that this one holds already
 * @param stop why the order is undone once this step is answered, or null when it goes on
 */
public record Forward(Step step, Set<Sku> awaited, Held held, @Nullable CancelReason stop)
    implements Progress {

  public Forward {
    awaited = Set.copyOf(awaited);
    if (step.ask().perLine() == awaited.isEmpty()) {
      throw new IllegalArgumentException(step + " does not wait for the lines " + awaited);
    }
    var own = step.ask().perLine() ? held.without(step) : held;
    if (!own.isEmpty() && !step.isAfter(own.latest())) {
      throw new IllegalArgumentException(own.latest() + " is held before it was done, at " + step);
    }
  }

  /** Begins a step. */
  static Forward begin(Step step, Job job, Held held) {
    return new Forward(step, step.ask().linesOf(job), held, null);
  }

  @Override
  public FulfilmentAction action() {
    return step.ask().action();
  }

  @Override
  public List<Command> commands(Job job) {
    return step.ask().commands().apply(job, awaited);
  }

  /** The step, or this line of it, is done. */
  Progress done(@Nullable Sku line, Job job) {
    return answered(line, held.plus(step, named(line)), stop, job);
  }

  /** The step, or this line of it, cannot be done. */
  Progress failed(@Nullable Sku line, CancelReason why, Job job) {
    return answered(line, held.minus(step, line), firstOf(why), job);
  }

  /** The order is not wanted any more. */
  Progress cancelled(CancelReason why) {
    if (stop != null) {
      return this;
    }
    return switch (step.whenCancelled()) {
      case AFTER_ITS_ANSWER -> stopped(why);
      case AT_ONCE -> undone(why);
    };
  }

  /** Goes back once the step is answered. */
  Forward stopped(CancelReason why) {
    return new Forward(step, awaited, held, firstOf(why));
  }

  /** Goes back from the step as if it had not been done. */
  Progress undone(CancelReason why) {
    return Progress.undo(held, firstOf(why));
  }

  /** Goes back from the step as if all of it had been done. */
  Progress undoneAsIfDone(CancelReason why) {
    return Progress.undo(held.plus(step, awaited), firstOf(why));
  }

  private Progress answered(@Nullable Sku line, Held now, @Nullable CancelReason why, Job job) {
    var left = new HashSet<>(awaited);
    left.remove(line);
    if (!left.isEmpty()) {
      return new Forward(step, left, now, why);
    }
    if (why != null) {
      return Progress.undo(now, why);
    }
    return step.next()
        .<Progress>map(next -> begin(next, job, now))
        .orElseGet(() -> new Picking(now));
  }

  private Set<Sku> named(@Nullable Sku line) {
    return step.ask().perLine() ? Set.of(Objects.requireNonNull(line)) : Set.of();
  }

  /** The first reason stays: later ones follow from it. */
  private CancelReason firstOf(CancelReason other) {
    return stop != null ? stop : other;
  }
}
