package io.daybook.app.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.Daybook;
import io.daybook.app.ProgramForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.app.privacy.MasterKeyForTests;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.Sku;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Two processes build a generation, and the one that was asked for it is killed in each phase. The
 * other goes on where it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class GenerationKillsIT {
  private static final int PRODUCTS = 5_000;

  @TempDir static Path directory;

  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource(database.url(), database.user(), database.password()));
  private final Deque<Node> nodes = new ArrayDeque<>();

  private record Node(Process process, int port) {}

  @BeforeAll
  void fillTheLog() throws IOException {
    try (var context =
        new SpringApplicationBuilder(Daybook.class)
            .web(WebApplicationType.NONE)
            .run(arguments("command").toArray(String[]::new))) {
      var events = new ArrayList<GenericDomainEventMessage<?>>();
      for (int n = 0; n < PRODUCTS; n++) {
        var sku = new Sku("SKU-" + n);
        var listed = new ProductListed(sku, "Thing " + n, Money.parse("GBP 2.50"));
        events.add(new GenericDomainEventMessage<>("Product", "product-" + sku, 0, listed));
      }
      context.getBean(EventStorageEngine.class).appendEvents(events);
    }
    nodes.add(start());
    nodes.add(start());
    awaitLive(1);
  }

  @AfterAll
  void stop() {
    nodes.forEach(node -> node.process().destroyForcibly());
  }

  @Test
  void a_generation_is_built_to_its_end_though_its_process_is_killed_while_it_loads()
      throws Exception {
    try (var lead = connection()) {
      execute(lead, "select pg_advisory_xact_lock(4714, hashtext('catalog_g%d'))", next());
      killIn("LOADING", begin());
    }
    assertIsBuilt();
  }

  @Test
  void a_generation_is_built_to_its_end_though_its_process_is_killed_while_it_makes_indexes()
      throws Exception {
    try (var lead = connection();
        var table = connection()) {
      execute(lead, "select pg_advisory_xact_lock(4714, hashtext('catalog_g%d'))", next());
      var node = begin();
      execute(table, "lock table catalog_g%d.product in row exclusive mode", next() - 1);
      lead.rollback();
      killIn("INDEXING", node);
    }
    assertIsBuilt();
  }

  @Test
  void a_generation_is_built_to_its_end_though_its_process_is_killed_before_it_swaps()
      throws Exception {
    try (var reader = connection()) {
      execute(reader, "select count(*) from catalog_v1.product where %d > 0", 1);
      killIn("CATCHING_UP", begin());
    }
    assertIsBuilt();
  }

  private void killIn(String phase, Node node) throws InterruptedException, IOException {
    await(phase)
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.queryForObject(
                    "select phase from projection.generation where model = 'catalog' and number = ?",
                    String.class,
                    next() - 1),
            phase::equals);
    node.process().toHandle().destroyForcibly();
    node.process().waitFor(30, TimeUnit.SECONDS);
    assertThat(rows()).isEqualTo(PRODUCTS);
  }

  private void assertIsBuilt() throws IOException {
    awaitLive(next() - 1);
    assertThat(rows()).isEqualTo(PRODUCTS);
    nodes.add(start());
  }

  /** Asks a node, which is no longer among those that stay. */
  private Node begin() throws Exception {
    var node = nodes.removeFirst();
    var rebuild =
        URI.create(
            "http://localhost:%d/api/operations/projections/catalog/rebuild"
                .formatted(node.port()));
    try (var http = HttpClient.newHttpClient()) {
      await()
          .atMost(Duration.ofSeconds(90))
          .ignoreExceptions()
          .until(
              () ->
                  http.send(
                              HttpRequest.newBuilder(rebuild)
                                  .header("Authorization", IssuerForTests.bearer("operator"))
                                  .POST(HttpRequest.BodyPublishers.noBody())
                                  .build(),
                              HttpResponse.BodyHandlers.discarding())
                          .statusCode()
                      == 202);
    }
    return node;
  }

  private void awaitLive(int number) {
    await()
        .atMost(Duration.ofSeconds(120))
        .ignoreExceptions() // its table is made by the first process
        .until(
            () ->
                jdbc.queryForObject(
                    "select state from projection.generation where model = 'catalog' and number = ?",
                    String.class,
                    number),
            "LIVE"::equals);
  }

  private int next() {
    return jdbc.queryForObject(
            "select max(number) from projection.generation where model = 'catalog'", Integer.class)
        + 1;
  }

  private int rows() {
    return jdbc.queryForObject("select count(*) from catalog_v1.product", Integer.class);
  }

  private Connection connection() throws SQLException {
    var connection =
        DriverManager.getConnection(database.url(), database.user(), database.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private static void execute(Connection connection, String sql, int number) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql.formatted(number));
    }
  }

  private Node start() throws IOException {
    var port = KillablePostgres.freePort();
    var command = new ArrayList<>(ProgramForTests.command());
    command.add("--server.port=" + port);
    command.addAll(arguments("projection"));
    return new Node(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.resolve("nodes.log").toFile()))
            .start(),
        port);
  }

  private List<String> arguments(String role) {
    return List.of(
        "--daybook.roles=" + role,
        "--daybook.database=external",
        "--daybook.auth.issuer=" + IssuerForTests.address(),
        MasterKeyForTests.ARGUMENT,
        "--daybook.demo=false",
        "--daybook.log.segments=2",
        "--spring.datasource.hikari.maximum-pool-size=16",
        "--spring.datasource.url=" + database.url(),
        "--spring.datasource.username=" + database.user(),
        "--spring.datasource.password=" + database.password());
  }
}
