package io.daybook.reconciliation;

import java.util.EnumMap;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the ledger. */
@Component
class LedgerTables {
  private final JdbcTemplate jdbc;
  private final NamedParameterJdbcTemplate named;
  private final TransactionTemplate transaction;

  LedgerTables(DataSource dataSource, PlatformTransactionManager transactions) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("reconciliation")
        .locations("classpath:db/reconciliation")
        .load()
        .migrate();
    this.jdbc = new JdbcTemplate(dataSource);
    this.named = new NamedParameterJdbcTemplate(jdbc);
    this.transaction = new TransactionTemplate(transactions);
  }

  /** The last position that is posted. */
  long position() {
    return Objects.requireNonNull(
        jdbc.queryForObject("select posted_to from reconciliation.ledger", Long.class));
  }

  /**
   * Posts what lies between two positions, together with the second one.
   *
   * @throws IllegalStateException when somebody else has posted since; nothing is posted then
   */
  void post(long from, long to, Postings postings) {
    transaction.executeWithoutResult(
        _ -> {
          var moved =
              jdbc.update(
                  "update reconciliation.ledger set posted_to = ? where posted_to = ?", to, from);
          if (moved == 0) {
            throw new IllegalStateException(
                "Somebody else posts to the ledger at position " + from);
          }
          new EnumMap<>(postings.rows())
              .forEach(
                  (statement, rows) ->
                      named.batchUpdate(statement.sql(), rows.toArray(SqlParameterSource[]::new)));
        });
  }
}
