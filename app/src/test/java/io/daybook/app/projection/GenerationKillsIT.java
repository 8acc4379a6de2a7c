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
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two processes build a generation; while it is loaded one of them is killed, and in each phase
 * after that the one that leads it. The other goes on where it was.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("long")
class GenerationKillsIT {
  private static final int PRODUCTS = 40_000;
  private static final int AT_ONCE = 1_000;

  private static final JsonMapper JSON = JsonMapper.shared();

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
      var log = context.getBean(EventStorageEngine.class);
      for (int first = 0; first < PRODUCTS; first += AT_ONCE) {
        log.appendEvents(products(first));
      }
    }
    nodes.add(start());
    nodes.add(start());
    awaitLive(1);
  }

  private static List<GenericDomainEventMessage<?>> products(int first) {
    var events = new ArrayList<GenericDomainEventMessage<?>>();
    for (int n = first; n < first + AT_ONCE; n++) {
      var sku = new Sku("SKU-" + n);
      var listed = new ProductListed(sku, "Thing " + n, Money.parse("GBP 2.50"));
      events.add(new GenericDomainEventMessage<>("Product", "product-" + sku, 0, listed));
    }
    return events;
  }

  @AfterAll
  void stop() {
    nodes.forEach(node -> node.process().destroyForcibly());
  }

  @Test
  void a_generation_is_built_to_its_end_though_its_process_is_killed_while_it_loads()
      throws Exception {
    var survivor = nodes.getLast();
    await().atMost(Duration.ofSeconds(90)).ignoreExceptions().until(() -> report(survivor) != null);
    rebuild();
    var reached =
        await("both load it")
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(10))
            .until(
                () -> report(survivor),
                one ->
                    one.path("phase").asString().equals("LOADING")
                        && one.path("position").asLong() > 0
                        && one.path("nodes").size() == 2);
    kill(nodes.getFirst());
    var after = report(survivor);
    assertThat(after.path("position").asLong())
        .as("it was in the middle of it")
        .isGreaterThanOrEqualTo(reached.path("position").asLong())
        .isLessThan(after.path("target").asLong());
    assertIsBuilt();
  }

  @Test
  void a_generation_is_built_to_its_end_though_its_process_is_killed_while_it_makes_indexes()
      throws Exception {
    try (var lead = connection();
        var table = connection()) {
      execute(lead, "select pg_advisory_xact_lock(4714, hashtext('catalog_g%d'))", next());
      rebuild();
      awaitTable(next() - 1);
      execute(table, "lock table catalog_g%d.product in row exclusive mode", next() - 1);
      lead.rollback();
      killLeaderIn("INDEXING");
    }
    assertIsBuilt();
  }

  @Test
  void a_generation_is_built_to_its_end_though_its_process_is_killed_before_it_swaps()
      throws Exception {
    try (var reader = connection()) {
      execute(reader, "select count(*) from catalog_v1.product where %d > 0", 1);
      rebuild();
      killLeaderIn("CATCHING_UP");
    }
    assertIsBuilt();
  }

  private void killLeaderIn(String phase) throws InterruptedException {
    var leader =
        await(phase).atMost(Duration.ofSeconds(120)).until(() -> leaderIn(phase), Objects::nonNull);
    kill(leader);
  }

  /** Who has the right to lead the generation that is built, when it is in that phase. */
  private @Nullable Node leaderIn(String phase) {
    var name =
        jdbc
            .queryForList(
                """
                select application_name from projection.generation g
                  join pg_locks l on l.locktype = 'advisory' and l.granted and l.classid = 4714 and l.objsubid = 2
                   and l.database = (select oid from pg_database where datname = current_database())
                   and l.objid::bigint = hashtext('catalog_g' || g.number)::bigint & 4294967295
                  join pg_stat_activity a using (pid)
                 where g.model = 'catalog' and g.number = ? and g.phase = ?
                """,
                String.class,
                next() - 1,
                phase)
            .stream()
            .findFirst();
    return name.flatMap(
            one -> nodes.stream().filter(node -> one.equals(name(node.port()))).findFirst())
        .orElse(null);
  }

  private void kill(Node node) throws InterruptedException {
    nodes.remove(node);
    node.process().toHandle().destroyForcibly();
    node.process().waitFor(30, TimeUnit.SECONDS);
    assertThat(rows()).isEqualTo(PRODUCTS);
  }

  private static String name(int port) {
    return "node-" + port;
  }

  private void assertIsBuilt() throws IOException {
    awaitLive(next() - 1);
    assertThat(rows()).isEqualTo(PRODUCTS);
    nodes.add(start());
  }

  private void rebuild() throws Exception {
    await()
        .atMost(Duration.ofSeconds(90))
        .ignoreExceptions()
        .until(() -> ask(nodes.getFirst(), "POST", "/rebuild").statusCode() == 202);
  }

  /** Of the generation that is being built, as a process tells it. */
  private JsonNode report(Node node) throws Exception {
    var generations = JSON.readTree(ask(node, "GET", "").body()).path("generations");
    return generations.valueStream().reduce((_, later) -> later).orElseThrow();
  }

  private static HttpResponse<String> ask(Node node, String method, String what) throws Exception {
    var url =
        URI.create(
            "http://localhost:%d/api/operations/projections/catalog%s"
                .formatted(node.port(), what));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(url)
              .header("Authorization", IssuerForTests.bearer("operator"))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private void awaitTable(int number) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.queryForObject(
                    "select to_regclass('catalog_g" + number + ".product') is not null",
                    Boolean.class));
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
    command.add("--spring.datasource.hikari.data-source-properties.ApplicationName=" + name(port));
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
