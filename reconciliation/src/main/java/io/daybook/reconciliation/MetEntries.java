package io.daybook.reconciliation;

import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Remembers which orders the list of the others had, in a table: there may be millions. */
@Component
class MetEntries {
  private final JdbcTemplate jdbc;

  MetEntries(DataSource dataSource, LedgerTables migrated) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  void note(Span span, Book.Name book, List<String> orders) {
    jdbc.update(
        """
        insert into reconciliation.met (run_id, book, order_id) select ?, ?, unnest(?) on conflict do nothing
        """,
        span.runId(),
        book.name(),
        orders.toArray(String[]::new));
  }

  /** Forgets all runs. */
  void forget() {
    jdbc.update("truncate reconciliation.met");
  }
}
