package io.daybook.reconciliation;

import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what the runs did and saw. */
@Component
class RunReportTable {
  private final JdbcTemplate jdbc;

  RunReportTable(DataSource dataSource, LedgerTables migrated) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * The latest runs, the newest first, without their differences.
   *
   * @param before only those that are older than this one; null for the newest
   */
  List<RunReport> latest(@Nullable String before, int most) {
    return withBooks(
        jdbc.query(
            """
            select * from reconciliation.run
             where seq < coalesce((select seq from reconciliation.run where id = ?), %d)
             order by seq desc limit ?
            """
                .formatted(Long.MAX_VALUE),
            RunReportTable::run,
            before,
            most));
  }

  /** One run with its differences. */
  Optional<RunReport> find(String id) {
    var found =
        withBooks(
            jdbc.query("select * from reconciliation.run where id = ?", RunReportTable::run, id));
    return found.stream().findFirst().map(report -> report.withFindings(findings(id)));
  }

  private List<RunReport> withBooks(List<RunReport> runs) {
    record Row(String runId, RunReport.BookReport book) {}
    Map<String, List<RunReport.BookReport>> books =
        jdbc
            .query(
                "select * from reconciliation.run_book where run_id = any(?) order by book",
                (row, _) -> new Row(row.getString("run_id"), book(row)),
                (Object) runs.stream().map(RunReport::id).toArray(String[]::new))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Row::runId, Collectors.mapping(Row::book, Collectors.toList())));
    return runs.stream()
        .map(run -> run.withBooks(books.getOrDefault(run.id(), List.of())))
        .toList();
  }

  private List<RunReport.Finding> findings(String id) {
    return jdbc.query(
        """
        select f.*, d.first_seen from reconciliation.finding f
          join reconciliation.discrepancy d on d.id = f.discrepancy_id
         where f.run_id = ? order by f.news, f.kind, f.subject
        """,
        (row, _) ->
            new RunReport.Finding(
                row.getString("discrepancy_id"),
                RunReport.News.valueOf(row.getString("news")),
                DiscrepancyKind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getString("order_id"),
                row.getString("ours"),
                row.getString("theirs"),
                Objects.requireNonNull(instant(row, "first_seen"))),
        id);
  }

  private static RunReport run(ResultSet row, int number) throws SQLException {
    var endedAt = instant(row, "ended_at");
    var failure = row.getString("failure");
    RunReport.Outcome outcome;
    if (endedAt == null) {
      outcome = RunReport.Outcome.RUNNING;
    } else {
      outcome = failure == null ? RunReport.Outcome.COMPLETE : RunReport.Outcome.FAILED;
    }
    return new RunReport(
        row.getString("id"),
        Objects.requireNonNull(instant(row, "started_at")),
        endedAt,
        Objects.requireNonNull(instant(row, "since")),
        row.getObject("position", Long.class),
        outcome,
        failure,
        List.of(),
        null);
  }

  private static RunReport.BookReport book(ResultSet row) throws SQLException {
    return new RunReport.BookReport(
        Book.Name.valueOf(row.getString("book")),
        row.getLong("compared"),
        row.getLong("in_flight"),
        row.getLong("differing"),
        row.getLong("settled"),
        row.getString("failure"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
