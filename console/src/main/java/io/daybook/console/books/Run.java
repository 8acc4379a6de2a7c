package io.daybook.console.books;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reconciliation, as the API gives it.
 *
 * @param discrepancies only of a run that is asked for by its id
 */
public record Run(
    String id,
    String outcome,
    Instant since,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String failure,
    List<Book> books,
    @Nullable List<Finding> discrepancies) {

  /** One of the books that were compared. */
  public record Book(
      String book,
      long compared,
      long differing,
      long inFlight,
      long settled,
      @Nullable String failure) {}

  /** A difference: what we say, and what the other side says. */
  public record Finding(
      String id,
      String kind,
      String news,
      String subject,
      @Nullable String orderId,
      @Nullable String ours,
      @Nullable String theirs,
      Instant firstSeen) {}

  /** Of all books. */
  public long differing() {
    return books.stream().mapToLong(Book::differing).sum();
  }

  /** Of all books. */
  public long compared() {
    return books.stream().mapToLong(Book::compared).sum();
  }

  /** What was found; nothing where it was not asked for. */
  public List<Finding> findings() {
    return discrepancies == null ? List.of() : discrepancies;
  }
}
