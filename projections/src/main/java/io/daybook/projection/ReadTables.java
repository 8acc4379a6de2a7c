package io.daybook.projection;

import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;

/** The tables of all read models: makes them before any event arrives, and writes to them. */
@Component
public class ReadTables {
  private final DataSource dataSource;
  private final NamedParameterJdbcTemplate jdbc;

  ReadTables(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = new NamedParameterJdbcTemplate(dataSource);
    for (var model : ReadModel.values()) {
      migrate(model);
    }
  }

  /** Makes whatever is missing, even a schema that was dropped. */
  public void migrate(ReadModel model) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas(model.schema())
        .locations("classpath:db/projection/" + model.schema())
        .load()
        .migrate();
  }

  /** Runs a statement with named parameters within the transaction of the processor. */
  public int write(String sql, Map<String, ?> values) {
    return jdbc.update(sql, values);
  }

  /** Empties a read model, within the transaction that also resets its token. */
  public void truncate(ReadModel model) {
    jdbc.getJdbcOperations().execute(model.truncation());
  }
}
