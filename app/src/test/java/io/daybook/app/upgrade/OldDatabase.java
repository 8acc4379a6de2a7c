package io.daybook.app.upgrade;

import io.daybook.eventstore.testing.PostgresForTests;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.postgresql.PGConnection;

/**
 * A database as an earlier release left it: the tables of that release's migrations, which never
 * change, and the rows of its fixture, among them Flyway's own, so that a migration that was edited
 * afterwards is noticed. {@code src/test/fixtures/<release>/make} made the fixture.
 */
final class OldDatabase {
  private static final String HISTORY = "flyway_schema_history";
  private static final Path FIXTURES = Path.of("src", "test", "fixtures");
  private static final Pattern CREATED = Pattern.compile("\"created\":(\\d+)");
  private static final Duration LATER = Duration.ofDays(2);

  /** Where each schema's migrations are. */
  private static final Map<String, String> MIGRATIONS =
      Map.of(
          "event_log", "db/event-log/",
          "outside", "db/outside/",
          "saga", "db/fulfilment/",
          "reconciliation", "db/reconciliation/",
          "order_history", "db/projection/order_history/",
          "stock", "db/projection/stock/",
          "catalog", "db/projection/catalog/",
          "fulfilment", "db/projection/fulfilment/",
          "dead_letter", "db/projection/dead_letter/");

  /** Rows of one table, as {@code COPY} writes them. */
  private record Table(String schema, String name, String columns, List<String> rows) {}

  private OldDatabase() {}

  /** Makes one, of a release such as {@code 0.1.0}. */
  static PostgresForTests.Database of(String release) {
    var database = PostgresForTests.newDatabase();
    var tables = read(FIXTURES.resolve(release).resolve("rows.gz"));
    try (var connection =
        DriverManager.getConnection(database.url(), database.user(), database.password())) {
      for (var table : tables) {
        if (table.name().equals(HISTORY)) {
          migrate(connection, table);
        }
      }
      // Triggers refuse to empty the log, and nothing in it may be checked again.
      execute(connection, "set session_replication_role = replica");
      for (var table : tables) {
        fill(connection, table);
      }
    } catch (SQLException | IOException failure) {
      throw new IllegalStateException("The database of " + release + " was not made", failure);
    }
    return database;
  }

  /**
   * Writes what the sandbox of that release remembered, as old as it was two days later, whenever
   * the test runs: the provider has forgotten the keys by then, and still holds the money.
   */
  static void sandbox(String release, Path file) {
    try (var memory =
        new GZIPInputStream(
            Files.newInputStream(FIXTURES.resolve(release).resolve("sandbox.jsonl.gz")))) {
      var lines = new String(memory.readAllBytes(), StandardCharsets.UTF_8);
      var latest =
          CREATED.matcher(lines).results().mapToLong(one -> Long.parseLong(one.group(1))).max();
      var then = Instant.ofEpochSecond(latest.orElseThrow()).plus(LATER);
      var ahead = Duration.between(Instant.now(), then).toMillis();
      var clock = "{\"kind\":\"clock\",\"id\":\"clock\",\"object\":{\"ahead_millis\":%d}}%n";
      Files.writeString(file, lines + clock.formatted(ahead));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The fixture's lines: {@code @ schema.table column,column}, then its rows. */
  private static List<Table> read(Path rows) {
    var tables = new LinkedHashMap<String, Table>();
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(rows)), StandardCharsets.UTF_8))) {
      Table current = null;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("@ ")) {
          var words = line.split(" ");
          var name = words[1].split("\\.");
          current = new Table(name[0], name[1], words[2], new ArrayList<>());
          tables.put(words[1], current);
        } else {
          current.rows().add(line);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return List.copyOf(tables.values());
  }

  /** Runs the scripts that this history names; a repeatable one is run by the upgrade. */
  private static void migrate(Connection connection, Table history)
      throws SQLException, IOException {
    execute(
        connection,
        """
        create schema %1$s; set search_path to %1$s;
        create table flyway_schema_history (
            installed_rank int not null primary key, version varchar(50), description varchar(200) not null,
            type varchar(20) not null, script varchar(1000) not null, checksum int,
            installed_by varchar(100) not null, installed_on timestamp not null default now(),
            execution_time int not null, success boolean not null)
        """
            .formatted(history.schema()));
    for (var row : history.rows()) {
      var script = row.split("\t")[4];
      if (script.startsWith("V")) {
        execute(connection, resource(MIGRATIONS.get(history.schema()) + script));
      }
    }
  }

  private static void fill(Connection connection, Table table) throws SQLException, IOException {
    var name = table.schema() + "." + table.name();
    execute(connection, "truncate " + name + " cascade");
    var copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("copy " + name + " (" + table.columns() + ") from stdin");
    var bytes = String.join("\n", table.rows()).getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    copy.endCopy();
    goOnCounting(connection, table);
  }

  private static void goOnCounting(Connection connection, Table table) throws SQLException {
    execute(
        connection,
        """
        do $$ declare counted text; begin
          for counted in select attname from pg_attribute
                          where attrelid = '%1$s.%2$s'::regclass and attidentity <> '' loop
            execute format('select setval(pg_get_serial_sequence(%%L, %%L), (select coalesce(max(%%I), 0) + 1 from %%s))',
                           '%1$s.%2$s', counted, counted, '%1$s.%2$s');
          end loop;
        end $$
        """
            .formatted(table.schema(), table.name()));
  }

  private static String resource(String path) throws IOException {
    try (var script = OldDatabase.class.getClassLoader().getResourceAsStream(path)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
