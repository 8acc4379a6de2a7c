package io.daybook.eventstore;

import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** The tables of the log are there: depended on by whatever needs them. */
final class LogMigration {
  private LogMigration() {}

  /**
   * Brings the tables up to date. With an owner, the tables are his, and the role of the data
   * source is granted no more than to read and append: then nobody who has only that role can
   * change the log, or switch off what refuses it.
   */
  static LogMigration of(DataSource dataSource, EventStoreProperties.@Nullable Owner owner) {
    try (var connection = dataSource.getConnection()) {
      var database = connection.getMetaData();
      var flyway =
          Flyway.configure()
              .schemas("event_log")
              .locations("classpath:db/event-log")
              .placeholders(Map.of("application", database.getUserName()));
      if (owner == null) {
        flyway.dataSource(LogPool.unpooled(dataSource));
      } else {
        flyway.dataSource(database.getURL(), owner.user(), owner.password());
      }
      flyway.load().migrate();
      return new LogMigration();
    } catch (SQLException away) {
      throw new IllegalStateException("The database of the log cannot be reached", away);
    }
  }
}
