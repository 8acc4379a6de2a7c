package io.daybook.projection;

import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** The tables of all read models: makes them before any event arrives, and empties them. */
@Component
public class ReadTables {
  private static final String DEAD_LETTERS = "dead_letter";

  /** The first half of the keys of our advisory locks. */
  private static final int RETRIES = 4_713;

  private static final RowCallbackHandler NOTHING = _ -> {};

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;

  ReadTables(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
    for (var model : ReadModel.values()) {
      migrate(model.schema());
    }
    migrate(DEAD_LETTERS);
  }

  /** Makes whatever is missing, even a schema that was dropped. */
  public void migrate(ReadModel model) {
    migrate(model.schema());
  }

  /** A table for the projection that writes to it, by its schema and name. */
  public ReadTable table(String name) {
    return new ReadTable(jdbc, name);
  }

  /**
   * Has a unit of work write every change when it is made, and not at its end, so that an event
   * that the database refuses fails by itself.
   */
  public static void writeAtOnce(UnitOfWork<?> unit) {
    PendingChanges.writeAtOnce(unit);
  }

  /**
   * Empties a read model, within the transaction that also resets its token. The events that were
   * set aside for it will come again with all others. A retry that is under way ends first: what it
   * writes must be gone when the events before it come again.
   */
  public void truncate(ReadModel model) {
    jdbc.query("select pg_advisory_xact_lock(?, hashtext(?))", NOTHING, RETRIES, model.processor());
    jdbc.update("delete from dead_letter.letter where projection = ?", model.processor());
    jdbc.execute(model.truncation());
  }

  /** Holds off {@link #truncate} until the end of the transaction. */
  public void keepFromTruncation(ReadModel model) {
    jdbc.query(
        "select pg_advisory_xact_lock_shared(?, hashtext(?))", NOTHING, RETRIES, model.processor());
  }

  private void migrate(String schema) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(schema)
        .locations("classpath:db/projection/" + schema)
        .load()
        .migrate();
  }
}
