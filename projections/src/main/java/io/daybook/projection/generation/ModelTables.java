package io.daybook.projection.generation;

import io.daybook.projection.Generation;
import io.daybook.projection.ReadModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Makes the tables of generations by the script of their model, {@code db/model/<schema>.sql}: what
 * is above the line {@value #AFTER_LOAD} before anything is written, what is below it when the bulk
 * is there. Queries read views in the schema {@code <schema>_v<version>}. All is done in the
 * transaction of the caller.
 */
@Component
class ModelTables {
  private static final String AFTER_LOAD = "-- after the load";

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String TABLES =
      "select relname from pg_class where relnamespace = to_regnamespace(?) and relkind = 'r' order by relname";

  private final JdbcTemplate jdbc;

  ModelTables(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Makes schema and tables. */
  void create(Generation generation) {
    jdbc.execute("create schema " + generation.schema());
    run(generation, script(generation.model())[0]);
  }

  /**
   * Makes the indexes and the statistics. Whoever writes to the tables waits; how long it takes
   * depends on how much is in them, so no timeout applies.
   */
  void index(Generation generation) {
    var tables = tables(generation);
    unhurried(
        () -> {
          jdbc.execute("lock table " + String.join(", ", tables) + " in share mode");
          run(generation, script(generation.model())[1]);
          jdbc.execute("analyze " + String.join(", ", tables));
        });
  }

  /** Does something on the connection of this transaction that may take as long as it takes. */
  void unhurried(Runnable work) {
    jdbc.execute(
        (ConnectionCallback<@Nullable Void>)
            connection -> {
              var timeout = connection.getNetworkTimeout();
              connection.setNetworkTimeout(Runnable::run, 0);
              work.run();
              connection.setNetworkTimeout(Runnable::run, timeout);
              return null;
            });
  }

  /** Has queries read this generation from the end of the transaction on. */
  void expose(Generation generation) {
    var contract = contract(generation.model());
    jdbc.execute("create schema if not exists " + contract);
    var views =
        tables(generation).stream()
            .map(
                table ->
                    "create or replace view %s.%s as select * from %s"
                        .formatted(contract, table.substring(table.indexOf('.') + 1), table))
            .toList();
    jdbc.execute(
        (ConnectionCallback<@Nullable Void>)
            connection -> {
              replace(connection, views);
              return null;
            });
  }

  /**
   * Queries lock views too, in an order of their own. So who waits for one of them here soon gives
   * up, lets go of the others, and begins anew: before PostgreSQL looks for deadlocks, for it could
   * end the query.
   */
  private static void replace(Connection connection, List<String> views) throws SQLException {
    var end = Instant.now().plus(PATIENCE);
    while (true) {
      var before = connection.setSavepoint();
      try (var statement = connection.createStatement()) {
        statement.execute("set local lock_timeout = '50ms'");
        for (var view : views) {
          statement.execute(view);
        }
        connection.releaseSavepoint(before);
        return;
      } catch (SQLException failure) {
        connection.rollback(before);
        if (!LOCK_NOT_AVAILABLE.equals(failure.getSQLState()) || Instant.now().isAfter(end)) {
          throw failure;
        }
      }
    }
  }

  /** Removes schema and tables, and views that read them. */
  void drop(Generation generation) {
    jdbc.execute("set local lock_timeout = '2s'");
    jdbc.execute("drop schema if exists " + generation.schema() + " cascade");
  }

  /** Whether a release before generations has made tables for this model. */
  boolean areThereBefore(ReadModel model) {
    return jdbc.queryForObject(
            "select to_regclass(?)::text", String.class, model.schema() + ".flyway_schema_history")
        != null;
  }

  /** The tables of a generation, with its schema. */
  List<String> tables(Generation generation) {
    return jdbc.queryForList(TABLES, String.class, generation.schema()).stream()
        .map(table -> generation.schema() + "." + table)
        .toList();
  }

  private static String contract(ReadModel model) {
    return model.schema() + "_v" + model.version();
  }

  /** Names in the script have no schema. */
  private void run(Generation generation, String script) {
    jdbc.execute(
        (ConnectionCallback<@Nullable Void>)
            connection -> {
              var before = searchPath(connection);
              try (var statement = connection.createStatement()) {
                statement.execute("set local search_path = " + generation.schema());
                statement.execute(script);
                statement.execute("set local search_path = " + before);
              }
              return null;
            });
  }

  private static String searchPath(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var path = statement.executeQuery("show search_path")) {
      path.next();
      return path.getString(1);
    }
  }

  private static String[] script(ReadModel model) {
    try {
      var text =
          new ClassPathResource("db/model/" + model.schema() + ".sql")
              .getContentAsString(StandardCharsets.UTF_8);
      var parts = text.split(AFTER_LOAD, -1);
      return new String[] {
        parts[0], parts.length > 1 ? Objects.requireNonNull(parts[1]) : "select"
      };
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
