package io.daybook.reconciliation;

import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run did and saw, as operators read it.
 *
 * @param since what it compared began or changed from here on
 * @param position up to which the log was posted when it began to compare
 */
record RunReport(
    String id,
    Instant startedAt,
    @Nullable Instant endedAt,
    Instant since,
    @Nullable Long position,
    Outcome outcome,
    @Nullable String failure,
    List<BookReport> books,
    @Nullable List<Finding> discrepancies) {

  /** How it ended. */
  enum Outcome {
    RUNNING,
    /** All books were compared. */
    COMPLETE,
    /** One book at least was not. */
    FAILED
  }

  /** What became of a difference in this run. */
  enum News {
    /** Told for the first time, or anew. */
    RAISED,
    /** Told by an earlier run, and still the same. */
    STANDING,
    /** Gone. */
    SETTLED
  }

  /**
   * One book.
   *
   * @param failure why it was not compared; then nothing was raised or settled
   */
  record BookReport(
      Book.Name book,
      long compared,
      long inFlight,
      long differing,
      long settled,
      @Nullable String failure) {}

  /** One difference. */
  record Finding(
      String id,
      News news,
      DiscrepancyKind kind,
      String subject,
      @Nullable String orderId,
      @Nullable String ours,
      @Nullable String theirs,
      Instant firstSeen) {}

  RunReport withFindings(List<Finding> findings) {
    return new RunReport(
        id, startedAt, endedAt, since, position, outcome, failure, books, List.copyOf(findings));
  }

  RunReport withBooks(List<BookReport> compared) {
    return new RunReport(
        id,
        startedAt,
        endedAt,
        since,
        position,
        outcome,
        failure,
        List.copyOf(compared),
        discrepancies);
  }
}
