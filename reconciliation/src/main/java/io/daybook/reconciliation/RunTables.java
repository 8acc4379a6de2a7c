package io.daybook.reconciliation;

import io.daybook.schema.order.OrderId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
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

  /** Ends what has not ended. The caller has the lock, so it was cut off. */
  void endCutOff(Instant at) {
    jdbc.update(
        """
        update reconciliation.run
           set ended_at = ?, cut_off = true, failure = 'the process ended before the run did'
         where ended_at is null
        """,
        OurBooks.at(at));
  }

  /** Opens a run. The caller has the lock. */
  void begin(Span span, boolean narrowed) {
    transaction.executeWithoutResult(
        _ -> {
          endCutOff(span.until());
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
                    new MapSqlParameterSource("run", span.runId())
                        .addValue("discrepancy", finding.id().toString())
                        .addValue("news", finding.news().name())
                        .addValue("kind", finding.difference().kind().name())
                        .addValue("subject", finding.difference().subject())
                        .addValue("order", text(finding.difference().orderId()))
                        .addValue("ours", finding.difference().ours())
                        .addValue("theirs", finding.difference().theirs()))
            .toArray(SqlParameterSource[]::new);
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
          new NamedParameterJdbcTemplate(jdbc)
              .batchUpdate(
                  """
              insert into reconciliation.finding
                     (run_id, discrepancy_id, news, kind, subject, order_id, ours, theirs)
              values (:run, :discrepancy, :news, :kind, :subject, :order::text, :ours, :theirs)
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

  /**
   * Ends a run; a book that failed is a failure of the run.
   *
   * @param stopping whether the process is: then what failed was cut off
   */
  void end(Span span, Instant at, @Nullable String failure, boolean stopping) {
    jdbc.update(
        """
        update reconciliation.run
           set ended_at = ?, failure = seen.failure, cut_off = ? and seen.failure is not null
          from (select coalesce(?::text, string_agg(lower(book) || ': ' || failure, '; ' order by book)) as failure
                  from reconciliation.run_book where run_id = ? and failure is not null) seen
         where id = ?
        """,
        OurBooks.at(at),
        stopping,
        failure == null ? null : shortened(failure),
        span.runId(),
        span.runId());
  }

  /**
   * When the last run began that can stand for a night's: it had the whole window before it, and
   * came to an end, be it a bad one. One that was cut off is made again.
   */
  Optional<Instant> lastStart() {
    return instant(
        """
        select max(started_at) from reconciliation.run
         where ended_at is not null and not narrowed and not cut_off
        """);
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

  private static @Nullable String text(@Nullable OrderId order) {
    return order == null ? null : order.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_FAILURE ? text : text.substring(0, LONGEST_FAILURE);
  }
}
