package io.daybook.lab.platform;

import io.daybook.importer.ClientTokens;
import io.daybook.lab.shop.DelayProxy;
import io.daybook.lab.shop.Servers;
import io.daybook.sandbox.SandboxServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Daybook in processes that can be killed; the first takes orders. Beside them PostgreSQL, the
 * sandbox and an issuer of tokens, which are not killed.
 */
public final class Platform implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int REFUSED_FROM = 300;

  private final EmbeddedPostgres postgres;
  private final SandboxServer sandbox = new SandboxServer(0, 0, null);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory = Files.createTempDirectory("lab-platform");
  private final Map<String, ClientTokens> tokens = new ConcurrentHashMap<>();
  private final List<DelayProxy> networks = new ArrayList<>();
  private final List<PlatformProcess> processes = new ArrayList<>();
  private final Shape shape;
  private final PlatformProcess issuer;

  /** Is there, but for the platform's own processes. */
  public Platform(Shape shape) throws IOException {
    this.shape = shape;
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "200")
            .start();
    var port = freePort();
    var address = "--daybook.auth.issuer=http://localhost:" + port;
    issuer =
        new PlatformProcess(
            Jar.command(
                shape,
                List.of("auth", address, "--daybook.auth.directory=" + directory.resolve("auth"))),
            directory,
            "issuer",
            port);
    var settings = settings(address);
    for (var roles : shape.processes()) {
      var words = new ArrayList<>(settings);
      words.add("--daybook.roles=" + roles);
      processes.add(new PlatformProcess(Jar.command(shape, words), directory, roles, freePort()));
    }
  }

  /** Whether there is a platform to run. */
  public static boolean isBuilt() {
    return Files.exists(Jar.path());
  }

  /** Starts the platform's own processes. */
  public void start() throws IOException, InterruptedException {
    issuer.start();
    issuer.awaitUp("/.well-known/oauth-authorization-server");
    for (var process : processes) {
      process.start();
      process.awaitUp("/actuator/health");
    }
  }

  private List<String> settings(String issuerAddress) throws IOException {
    var outside = "http://localhost:" + across(sandbox.port());
    var settings =
        new ArrayList<>(
            List.of(
                "--daybook.database=external",
                "--daybook.demo=false",
                issuerAddress,
                "--daybook.privacy.master-key=b25seSBmb3IgdGhlIGxhYm9yYXRvcnksIG5vIHNlY3I=",
                "--spring.datasource.url=" + Servers.url(across(postgres.getPort())),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=",
                "--spring.datasource.hikari.maximum-pool-size=20",
                "--daybook.reconciliation.cron=-",
                "--daybook.outside-world.sandbox=false",
                "--daybook.outside-world.payment-url=" + outside,
                "--daybook.outside-world.carrier-url=" + outside,
                "--daybook.outside-world.mail-port=" + across(sandbox.smtpPort()),
                "--daybook.outside-world.payment-key=sk_lab",
                "--daybook.outside-world.webhook-secret=whsec_lab"));
    settings.addAll(shape.settings());
    return settings;
  }

  /** The port, or that of the network before it. */
  private int across(int port) throws IOException {
    if (!shape.isApart()) {
      return port;
    }
    var network = new DelayProxy(port, 0);
    networks.add(network);
    return network.port();
  }

  /** From now on PostgreSQL and the sandbox are so far away; for a shape that is apart. */
  public void moveApart(int roundTripMillis) {
    networks.forEach(network -> network.lengthen(roundTripMillis));
  }

  /** One of its processes, by the place of its roles in the shape. */
  public PlatformProcess process(int number) {
    return processes.get(number);
  }

  /** The address of its database, without a network between. */
  public String jdbcUrl() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  /** A product of which there are many. */
  public String product() throws IOException, InterruptedException {
    var sku = "LAB-" + UUID.randomUUID().toString().substring(0, 8);
    post(
        "/api/products",
        "clerk",
        Map.of(
            "sku", sku, "name", "A thing", "price", Map.of("currency", "GBP", "amount", "42.00")));
    post(
        "/api/stock/" + sku + "/receipts",
        "warehouse",
        Map.of("receiptId", "r1", "quantity", 1_000_000));
    return sku;
  }

  /** One piece of a product is ordered; the answer is its id. */
  public String order(String sku) throws IOException, InterruptedException {
    return JSON.readTree(
            post(
                "/api/orders",
                "ada",
                Map.of(
                    "customerId",
                    "ada",
                    "lines",
                    List.of(Map.of("sku", sku, "quantity", 1)),
                    "deliveryAddress",
                    Map.of(
                        "recipient", "Ada",
                        "street", "12 St James Square",
                        "city", "London",
                        "postalCode", "SW1Y",
                        "country", "GB"),
                    "paymentToken",
                    "tok_visa")))
        .path("orderId")
        .asString();
  }

  /**
   * Posts as an account.
   *
   * @throws IllegalStateException when it is refused
   */
  public String post(String path, String account, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(process(0).url(path))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    var answer =
        http.send(
            tokens
                .computeIfAbsent(account, name -> ClientTokens.of(name, directory.resolve("auth")))
                .addTo(request)
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() >= REFUSED_FROM) {
      throw new IllegalStateException(path + " answers " + answer.statusCode() + answer.body());
    }
    return answer.body();
  }

  /** What has happened to an order by now, in the order of the log. */
  public List<String> events(String order) throws SQLException {
    return ask(
        "select payload_type from event_log.domain_event where payload::text like '%"
            + order
            + "%' or stream like '%"
            + order
            + "' order by position");
  }

  /** How many sessions wait for the lock of another, or are prepared. */
  public int waiting() throws SQLException {
    return Integer.parseInt(
        ask("select (select count(*) from pg_locks where not granted) + (select count(*) from"
                + " pg_prepared_xacts)")
            .getFirst());
  }

  /** The first column of all rows. */
  public List<String> ask(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbcUrl());
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    processes.forEach(PlatformProcess::close);
    issuer.close();
    for (var network : networks) {
      network.close();
    }
    http.shutdownNow();
    sandbox.close();
    postgres.close();
  }
}
