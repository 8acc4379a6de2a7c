package io.daybook.projection.deadletter;

import io.daybook.projection.Generation;
import java.time.Duration;
import java.util.HashSet;
import java.util.function.Predicate;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Handles dead letters again, each sequence in its order, until one fails. Each event is handled in
 * a transaction of its own, and the sequence is claimed until all is done, so two operators do not
 * get into each other's way.
 */
@Component
class Retries {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  /** Letters can arrive behind the last one while that is handled; they are not left there. */
  private static final int ROUNDS = 3;

  private final LetterBoxes boxes;
  private final Letters letters;

  Retries(LetterBoxes boxes, Letters letters) {
    this.boxes = boxes;
    this.letters = letters;
  }

  /**
   * How a retry ended.
   *
   * @param left letters that the sequence still has
   * @param cause why the first of them failed again
   */
  record Outcome(boolean solved, long left, Letter.@Nullable Cause cause) {}

  /**
   * How a retry of all ended.
   *
   * @param sequences that were retried, each once
   * @param solved how many of them are gone
   * @param left letters of the projection that are still there
   * @param complete whether all were tried that were there in time
   */
  record Summary(int sequences, int solved, long left, boolean complete) {}

  /** Retries a sequence from its first letter. */
  Outcome one(Generation generation, String sequence) {
    for (int round = 0; round < ROUNDS && letters.count(generation, sequence) > 0; round++) {
      if (!process(generation, letter -> letter.getSequenceIdentifier().equals(sequence))) {
        break;
      }
    }
    var left = letters.count(generation, sequence);
    var cause = letters.head(generation, sequence).map(Letter::cause).orElse(null);
    return new Outcome(left == 0, left, cause);
  }

  /**
   * Retries each sequence once, the one first that was touched longest ago, while there is time.
   */
  Summary all(Generation generation) {
    var tried = new HashSet<String>();
    var end = System.nanoTime() + LONGEST.toNanos();
    int solved = 0;
    while (System.nanoTime() - end < 0) {
      int before = tried.size();
      if (process(generation, letter -> tried.add(letter.getSequenceIdentifier()))) {
        solved++;
      }
      if (tried.size() == before) {
        return new Summary(tried.size(), solved, letters.count(generation), true);
      }
    }
    return new Summary(tried.size(), solved, letters.count(generation), false);
  }

  private boolean process(
      Generation generation, Predicate<JdbcDeadLetter<? extends EventMessage<?>>> wanted) {
    return boxes
        .of(generation)
        .invoker()
        .process(letter -> wanted.test((JdbcDeadLetter<? extends EventMessage<?>>) letter));
  }
}
