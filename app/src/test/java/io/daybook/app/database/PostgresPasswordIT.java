package io.daybook.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.testing.KillablePostgres;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody reads the embedded database who cannot read a file of its owner. */
class PostgresPasswordIT {
  @TempDir Path directory;

  @Test
  void a_new_server_has_a_password_that_only_its_owner_reads() throws Exception {
    var data = directory.resolve("postgres");
    var port = KillablePostgres.freePort();
    try (var server = PostgresServer.startOrAdopt(data, port)) {
      assertAsksForPassword(server);
      execute(server, "create table kept (id int)");
    }
    try (var server = PostgresServer.startOrAdopt(data, port)) {
      execute(server, "select * from kept");
      assertAsksForPassword(server);
    }
    var file = directory.resolve("postgres.password");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void data_of_a_release_that_trusted_everybody_is_kept_and_gets_a_password() throws Exception {
    var data = directory.resolve("postgres");
    var port = KillablePostgres.freePort();
    try (var former =
            EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .start();
        var connection = former.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table kept as select 7 as id");
    }
    try (var server = PostgresServer.startOrAdopt(data, port)) {
      execute(server, "select id from kept");
      assertAsksForPassword(server);
    }
  }

  /** As a kill of the platform between two lines leaves it. */
  @Test
  void a_server_that_lived_on_without_a_password_gets_one_when_it_is_adopted() throws Exception {
    var data = directory.resolve("postgres");
    var port = KillablePostgres.freePort();
    var orphan =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPort(port)
            .start();
    try (var server = PostgresServer.startOrAdopt(data, port)) {
      assertAsksForPassword(server);
    } finally {
      orphan.close();
    }
  }

  private static void assertAsksForPassword(PostgresServer server) throws SQLException {
    execute(server, "select 1");
    for (var wrong : new String[] {"", "postgres"}) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl(), "postgres", wrong).close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password");
    }
  }

  private static void execute(PostgresServer server, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
