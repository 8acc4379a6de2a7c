package io.daybook.eventstore;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;

/** The rows of one command, what they rest on, and what became of them. */
final class Append {
  /** How much longer its caller waits for an attempt under way: its answer beats "not known". */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final List<EventRow> rows;
  private final List<Expectation> expected;
  private final long deadline;
  private final long begun = System.nanoTime();
  private final CompletableFuture<Appended> outcome = new CompletableFuture<>();

  /** Claimed by the writer, to append it, or by its caller, who gives it up: by one of them. */
  private final AtomicBoolean claimed = new AtomicBoolean();

  private volatile boolean inDoubt;

  /**
   * @param deadline until when its caller waits, as {@link System#nanoTime}
   */
  Append(List<EventRow> rows, List<Expectation> expected, long deadline) {
    this.rows = rows;
    this.expected = expected;
    this.deadline = deadline;
  }

  List<EventRow> rows() {
    return rows;
  }

  List<Expectation> expected() {
    return expected;
  }

  /** Without rows it asks whether what it expects is so. */
  boolean hasRows() {
    return !rows.isEmpty();
  }

  boolean isSettled() {
    return outcome.isDone();
  }

  long nanosLeft() {
    return deadline - System.nanoTime();
  }

  long nanosSinceBegun() {
    return System.nanoTime() - begun;
  }

  /** False when its caller has given it up: then it must not be made any more. */
  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** An attempt ended without an answer: the events may be in the log, if it has any. */
  void doubt() {
    inDoubt = hasRows();
  }

  void appended(Appended positions) {
    outcome.complete(positions);
  }

  void lost() {
    refuse(
        new ConcurrencyException(
            hasRows()
                ? "Another command was faster than the append of version %d to %s"
                    .formatted(rows.getFirst().version(), rows.getFirst().stream())
                : "Nothing was to be appended, but that was decided by one of these that is not the"
                    + " end of its stream: "
                    + expected));
  }

  void refuse(RuntimeException failure) {
    outcome.completeExceptionally(failure);
  }

  /** Ends it where no attempt is under way, so that what the attempts answered is all there is. */
  void giveUp(String why, @Nullable Throwable cause) {
    refuse(unavailable(why, !inDoubt, cause));
  }

  /** Waits for the outcome until the deadline; what nobody has begun by then is never made. */
  Appended await() {
    try {
      try {
        return outcome.get(Math.max(0, nanosLeft()), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        if (claim()) {
          giveUp("PostgreSQL has not answered in time", late);
        }
        return outcome.get(GRACE.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (TimeoutException | InterruptedException end) {
      if (end instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      return leave(end);
    } catch (ExecutionException failed) {
      throw asUnchecked(failed.getCause());
    }
  }

  private Appended leave(Exception cause) {
    refuse(unavailable("PostgreSQL has not answered in time", claim() && !inDoubt, cause));
    try {
      return outcome.join(); // which may have come in the meantime
    } catch (CompletionException failed) {
      throw asUnchecked(failed.getCause());
    }
  }

  private static LogUnavailableException unavailable(
      String why, boolean nothing, @Nullable Throwable cause) {
    var known = nothing ? "nothing was appended" : "whether the events were appended is not known";
    return new LogUnavailableException(why + "; " + known, nothing, cause);
  }

  private static RuntimeException asUnchecked(@Nullable Throwable failure) {
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }
}
