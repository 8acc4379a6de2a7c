package io.daybook.reconciliation;

import io.daybook.eventstore.testing.PostgresForTests;
import java.time.Instant;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The tables of the ledger in a database of their own, without a log. */
final class LedgerForTests {
  final DataSource dataSource;
  final JdbcTransactionManager transactions;
  final JdbcTemplate jdbc;
  final LedgerTables tables;
  final RunTables runs;

  LedgerForTests() {
    var database = PostgresForTests.newDatabase();
    dataSource = PostgresForTests.connectionsTo(database);
    transactions = new JdbcTransactionManager(dataSource);
    jdbc = new JdbcTemplate(dataSource);
    tables = new LedgerTables(dataSource, transactions);
    runs = new RunTables(dataSource, transactions, tables);
  }

  /** Says when the books were opened. */
  void openedAt(Instant at) {
    jdbc.update("update reconciliation.ledger set opened_at = ?", OurBooks.at(at));
  }
}
