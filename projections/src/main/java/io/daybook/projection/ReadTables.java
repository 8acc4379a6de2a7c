package io.daybook.projection;

import javax.sql.DataSource;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcTemplate;

/** The tables of one generation, for the projections that write to them. */
public final class ReadTables {
  private final JdbcTemplate jdbc;
  private final Generation generation;

  public ReadTables(DataSource dataSource, Generation generation) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.generation = generation;
  }

  /** A table by its name in the model's script. */
  public ReadTable table(String name) {
    return new ReadTable(jdbc, qualified(name));
  }

  /** The name of a table in statements: with the schema of the generation. */
  public String qualified(String name) {
    return generation.schema() + "." + name;
  }

  /**
   * Has a unit of work write every change when it is made, and not at its end, so that an event
   * that the database refuses fails by itself.
   */
  public static void writeAtOnce(UnitOfWork<?> unit) {
    PendingChanges.writeAtOnce(unit);
  }

  /**
   * Has a unit of work not look for rows that its events make: in a generation that is being built
   * no event comes twice, for its rows and its token are one transaction and nothing is set aside.
   */
  public static void everyEventComesOnce(UnitOfWork<?> unit) {
    PendingChanges.everyEventComesOnce(unit);
  }
}
