package io.daybook.saga.reconciliation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes what the runs do and see. */
@Component
class RunTables {
  private static final int LONGEST_FAILURE = 500;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;

  RunTables(DataSource dataSource, PlatformTransactionManager transactions, LedgerTables migrated) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.transaction = new TransactionTemplate(transactions);
  }

  /** Opens a run. The caller has the lock, so whatever has not ended was cut off. */
  void begin(Span span, boolean narrowed) {
    transaction.executeWithoutResult(
        _ -> {
          jdbc.update(
              """
              update reconciliation.run set ended_at = ?, failure = 'the process ended before the run did'
               where ended_at is null
              """,
              OurBooks.at(span.until()));
          jdbc.update(
              "insert into reconciliation.run (id, started_at, since, narrowed) values (?, ?, ?, ?)",
              span.runId(),
              OurBooks.at(span.until()),
              OurBooks.at(span.since()),
              narrowed);
        });
  }

  void posted(Span span, long position) {
    jdbc.update("update reconciliation.run set position = ? where id = ?", position, span.runId());
  }

  /** Notes what a book has shown, together with its differences. */
  void compared(Span span, Comparison seen) {
    var rows =
        seen.findings().stream()
            .map(
                finding ->
                    new Object[] {
                      span.runId(),
                      finding.id().toString(),
                      finding.news().name(),
                      finding.kind().name(),
                      finding.subject(),
                      finding.orderId(),
                      finding.ours(),
                      finding.theirs()
                    })
            .toList();
    transaction.executeWithoutResult(
        _ -> {
          jdbc.update(
              """
              insert into reconciliation.run_book (run_id, book, compared, in_flight, differing, settled)
              values (?, ?, ?, ?, ?, ?)
              """,
              span.runId(),
              seen.book().name(),
              seen.compared(),
              seen.inFlight(),
              seen.differences().size(),
              seen.settled().size());
          jdbc.batchUpdate(
              """
              insert into reconciliation.finding
                     (run_id, discrepancy_id, news, kind, subject, order_id, ours, theirs)
              values (?, ?, ?, ?, ?, ?::text, ?, ?)
              """,
              rows);
        });
  }

  void failed(Span span, Book.Name book, String failure) {
    jdbc.update(
        "insert into reconciliation.run_book (run_id, book, failure) values (?, ?, ?)",
        span.runId(),
        book.name(),
        shortened(failure));
  }

  /** Ends a run; a book that failed is a failure of the run. */
  void end(Span span, Instant at, @Nullable String failure) {
    jdbc.update(
        """
        update reconciliation.run
           set ended_at = ?,
               failure = coalesce(?::text, (select string_agg(lower(book) || ': ' || failure, '; ' order by book)
                                              from reconciliation.run_book where run_id = id and failure is not null))
         where id = ?
        """,
        OurBooks.at(at),
        failure == null ? null : shortened(failure),
        span.runId());
  }

  /** When the last run began that came to an end; one that was cut off is made again. */
  Optional<Instant> lastStart() {
    return instant("select max(started_at) from reconciliation.run where ended_at is not null");
  }

  /** When the last run began that compared all books over a whole window. */
  Optional<Instant> lastComplete() {
    return instant(
        """
        select max(started_at) from reconciliation.run
         where ended_at is not null and failure is null and not narrowed
        """);
  }

  /** When the ledger was made: before any run, nights count from here. */
  Instant opened() {
    return instant("select opened_at from reconciliation.ledger").orElseThrow();
  }

  private Optional<Instant> instant(String sql) {
    List<@Nullable Timestamp> found = jdbc.queryForList(sql, Timestamp.class);
    var first = found.isEmpty() ? null : found.getFirst();
    return Optional.ofNullable(first).map(Timestamp::toInstant);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_FAILURE ? text : text.substring(0, LONGEST_FAILURE);
  }
}
