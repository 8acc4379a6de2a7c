package io.daybook.app.privacy;

import io.daybook.eventstore.testing.PostgresForTests;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A copy of a whole database, log and keys. Nobody may be connected when it is made or restored.
 */
record WholeBackup(String name, String copy, JdbcTemplate server) {

  static WholeBackup of(PostgresForTests.Database database) {
    var name = database.url().replaceFirst("^.*/([^/?]+)(\\?.*)?$", "$1");
    var server = database.url().replaceFirst("/[^/?]+(\\?.*)?$", "/postgres");
    var backup =
        new WholeBackup(
            name,
            name + "_older",
            new JdbcTemplate(
                new DriverManagerDataSource(server, database.user(), database.password())));
    backup.copy(backup.name, backup.copy);
    return backup;
  }

  /** Puts the copy in the place of the database; it can be restored again. */
  void restore() {
    server.execute("drop database " + name);
    copy(copy, name);
  }

  private void copy(String from, String to) {
    server.execute("create database " + to + " template " + from);
  }
}
