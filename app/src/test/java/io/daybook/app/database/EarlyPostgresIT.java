package io.daybook.app.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.eventstore.testing.KillablePostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The embedded PostgreSQL is begun before anything asks for it. */
class EarlyPostgresIT {
  @TempDir Path directory;

  private final int port = KillablePostgres.freePort();
  private final EarlyPostgres early = new EarlyPostgres();

  @Test
  void who_asks_for_it_gets_the_one_that_was_begun_and_the_context_ends_it() throws Exception {
    try (var context = context("embedded")) {
      early.initialize(context);
      context.register(EmbeddedDatabase.class);
      context.refresh();
      var server = context.getBean(PostgresServer.class);
      assertThat(server).isSameAs(early.server());
      DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password()).close();
    }
    assertNobodyListens();
  }

  @Test
  void a_platform_that_does_not_come_up_leaves_none_behind() throws Exception {
    try (var context = context("embedded")) {
      early.initialize(context);
      var server = early.server();
      DriverManager.getConnection(server.jdbcUrl(), "postgres", server.password()).close();
      early.onApplicationEvent(
          new ApplicationFailedEvent(
              new SpringApplication(), new String[0], context, new IllegalStateException("no")));
      assertNobodyListens();
    }
  }

  /** Two platforms that are started at once in one directory. */
  @Test
  void another_platform_does_not_take_over_what_is_begun_here() throws Exception {
    try (var context = context("embedded")) {
      early.initialize(context);
      var server = early.server();
      assertThatThrownBy(() -> PostgresServer.startOrAdopt(directory.resolve("postgres"), port))
          .isInstanceOf(DatabaseUnusableException.class)
          .hasMessageContaining("Another Daybook");
      server.close();
    }
  }

  @Test
  void whose_port_is_taken_is_told_so_when_he_asks() throws Exception {
    try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        var context = context("embedded")) {
      assertThat(taken.isBound()).isTrue();
      early.initialize(context);
      assertThatThrownBy(early::server)
          .isInstanceOf(DatabaseUnusableException.class)
          .hasMessageContaining("Port " + port);
    }
  }

  @Test
  void with_a_database_elsewhere_none_is_begun() throws Exception {
    try (var context = context("external")) {
      early.initialize(context);
      assertThat(context.getBeanFactory().containsSingleton("earlyPostgres")).isFalse();
      assertNobodyListens();
    }
  }

  private AnnotationConfigApplicationContext context(String database) {
    var context = new AnnotationConfigApplicationContext();
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "daybook.database",
                    database,
                    "daybook.embedded-database.directory",
                    directory.resolve("postgres").toString(),
                    "daybook.embedded-database.port",
                    port)));
    return context;
  }

  private void assertNobodyListens() throws Exception {
    try (var own = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(own.isBound()).isTrue();
    }
  }
}
