package io.daybook.saga.fulfilment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.catalog.Sku;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is held for the order, by the step that took hold of it, and so what must be undone if the
 * order is cancelled: the latest step first.
 *
 * @param bySteps the lines that each step holds, none where the step is not done line by line
 */
public record Held(@JsonValue SortedMap<Step, Set<Sku>> bySteps) {
  static final Held NOTHING = new Held(new TreeMap<>());

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Held {
    var copy = new TreeMap<Step, Set<Sku>>();
    bySteps.forEach((step, lines) -> copy.put(step, Set.copyOf(lines)));
    copy.forEach((step, lines) -> check(copy, step, lines));
    bySteps = Collections.unmodifiableSortedMap(copy);
  }

  private static void check(Map<Step, Set<Sku>> all, Step step, Set<Sku> lines) {
    if (!(step.undo() instanceof Undo.Compensation how)) {
      throw new IllegalArgumentException(step + " holds nothing");
    }
    if (step.ask().perLine() == lines.isEmpty()) {
      throw new IllegalArgumentException(step + " does not hold the lines " + lines);
    }
    if (how.insteadOf().filter(all::containsKey).isPresent()) {
      throw new IllegalArgumentException(step + " has used up what " + how.insteadOf() + " held");
    }
  }

  /** The same with a step that was done, or with one more of its lines. */
  Held plus(Step step, Set<Sku> lines) {
    return switch (step.undo()) {
      case Undo.Nothing _ -> this;
      case Undo.Compensation how -> {
        var more = new TreeMap<>(bySteps);
        how.insteadOf().ifPresent(more::remove);
        var all = new HashSet<>(lines);
        all.addAll(linesOf(step));
        if (!step.ask().perLine() || !all.isEmpty()) {
          more.put(step, all);
        }
        yield new Held(more);
      }
    };
  }

  /** The same without a step that was undone, or without this line of it. */
  Held minus(Step step, @Nullable Sku line) {
    var fewer = new TreeMap<>(bySteps);
    var left = new HashSet<>(linesOf(step));
    left.remove(line);
    if (left.isEmpty()) {
      fewer.remove(step);
    } else {
      fewer.put(step, left);
    }
    return new Held(fewer);
  }

  /** The same without a step, whatever it holds. */
  Held without(Step step) {
    var fewer = new TreeMap<>(bySteps);
    fewer.remove(step);
    return new Held(fewer);
  }

  boolean isEmpty() {
    return bySteps.isEmpty();
  }

  /** The step that is undone first. */
  Step latest() {
    return bySteps.lastKey();
  }

  /** The lines that a step holds. */
  Set<Sku> linesOf(Step step) {
    return bySteps.getOrDefault(step, Set.of());
  }
}
