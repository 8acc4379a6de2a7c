package io.daybook.projection.generation;

import io.daybook.projection.Generation;
import io.daybook.projection.deadletter.LetterBoxes;
import io.daybook.runtime.LaterProcessor;
import io.daybook.runtime.LaterProcessors;
import java.time.Duration;
import java.util.List;

/**
 * Follows the log for one generation, with those of its segments that this process gets. While it
 * is built, the first event that fails ends the building; afterwards what fails is set aside.
 */
final class Follower {
  /**
   * How often tokens are written that no event moves: a swap waits for them, and a life does not.
   * Not 100 ms, which the coordinator takes for another wait.
   */
  private static final Duration BUILDING = Duration.ofMillis(90);

  private static final Duration FOLLOWING = Duration.ofSeconds(2);

  private final Generation generation;
  private final Phase phase;
  private final LaterProcessor processor;

  private Follower(Generation generation, Phase phase, LaterProcessor processor) {
    this.generation = generation;
    this.phase = phase;
    this.processor = processor;
  }

  static Follower of(Generation generation, LetterBoxes boxes, LaterProcessors processors) {
    var box = boxes.of(generation);
    return new Follower(
        generation,
        Phase.FOLLOWING,
        processors.make(
            new LaterProcessors.Plan(
                generation.processor(),
                generation.model().title(),
                0,
                FOLLOWING,
                box.invoker(),
                List.of(box.caution()))));
  }

  /** One that builds. */
  static Follower of(
      Generation generation,
      Phase phase,
      int pageSize,
      LetterBoxes boxes,
      LaterProcessors processors,
      Poison poison) {
    return new Follower(
        generation,
        phase,
        processors.make(
            new LaterProcessors.Plan(
                generation.processor(),
                "",
                pageSize,
                BUILDING,
                boxes.without(generation),
                List.of(poison))));
  }

  boolean isIn(Phase other) {
    return phase == other;
  }

  void start() {
    processor.start();
  }

  void stop() {
    processor.stop();
  }

  @Override
  public String toString() {
    return generation.processor() + " " + phase;
  }
}
