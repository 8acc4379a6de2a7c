package io.daybook.lab.saga;

import io.daybook.importer.ClientTokens;
import io.daybook.lab.shop.Servers;
import io.daybook.sandbox.Faults;
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
 * Daybook in two processes: a shop, which takes orders (role {@code command}), and the coordinator
 * of the sagas (role {@code saga}), which can be killed. Beside them PostgreSQL, the sandbox and an
 * issuer of tokens, which are not.
 */
public final class Platform implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int REFUSED_FROM = 300;

  private final EmbeddedPostgres postgres;
  private final SandboxServer sandbox = new SandboxServer(0, 0, null);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory = Files.createTempDirectory("lab-platform");
  private final Map<String, ClientTokens> tokens = new ConcurrentHashMap<>();
  private final PlatformProcess issuer;
  private final PlatformProcess shop;
  private final PlatformProcess coordinator;

  /** Is there, but for the platform's own processes. */
  public Platform(Path jar) throws IOException {
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
            jar,
            directory,
            "issuer",
            port,
            List.of("auth", address, "--daybook.auth.directory=" + directory.resolve("auth")));
    shop = process(jar, "command", address);
    coordinator = process(jar, "saga", address);
  }

  /** Starts the platform's own processes. */
  public void start() throws IOException, InterruptedException {
    startShop();
    coordinator.start();
    coordinator.awaitUp("/actuator/health");
  }

  /** Starts all of them but the coordinator. */
  public void startShop() throws IOException, InterruptedException {
    issuer.start();
    issuer.awaitUp("/.well-known/oauth-authorization-server");
    shop.start();
    shop.awaitUp("/actuator/health");
  }

  private PlatformProcess process(Path jar, String role, String issuerAddress) throws IOException {
    var outside = "http://localhost:" + sandbox.port();
    return new PlatformProcess(
        jar,
        directory,
        role,
        freePort(),
        List.of(
            "--daybook.roles=" + role,
            "--daybook.database=external",
            "--daybook.demo=false",
            issuerAddress,
            "--daybook.privacy.master-key=b25seSBmb3IgdGhlIGxhYm9yYXRvcnksIG5vIHNlY3I=",
            "--spring.datasource.url=" + Servers.url(postgres.getPort()),
            "--spring.datasource.username=postgres",
            "--spring.datasource.password=",
            "--spring.datasource.hikari.maximum-pool-size=20",
            "--daybook.reconciliation.cron=-",
            "--daybook.outside-world.sandbox=false",
            "--daybook.outside-world.payment-url=" + outside,
            "--daybook.outside-world.carrier-url=" + outside,
            "--daybook.outside-world.mail-port=" + sandbox.smtpPort(),
            "--daybook.outside-world.payment-key=sk_lab",
            "--daybook.outside-world.webhook-secret=whsec_lab"));
  }

  /** What goes wrong in the outside world. */
  public Faults faults() {
    return sandbox.faults();
  }

  /** The process that acts for orders. */
  public PlatformProcess coordinator() {
    return coordinator;
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

  private String post(String path, String account, Object body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(shop.url(path))
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
  List<String> events(String order) throws SQLException {
    return ask(
        "select payload_type from event_log.domain_event where payload::text like '%"
            + order
            + "%' or stream like '%"
            + order
            + "' order by position");
  }

  /** How many sessions wait for the lock of another, or are prepared. */
  int waiting() throws SQLException {
    return Integer.parseInt(
        ask("select (select count(*) from pg_locks where not granted) + (select count(*) from"
                + " pg_prepared_xacts)")
            .getFirst());
  }

  /** The first column of what the database of the platform answers. */
  public List<String> ask(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var values = new ArrayList<String>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  /**
   * Changes what is in the database of the platform, behind its back; the answer is how many rows.
   */
  public int change(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        var statement = connection.createStatement()) {
      return statement.executeUpdate(sql);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    coordinator.close();
    shop.close();
    issuer.close();
    http.shutdownNow();
    sandbox.close();
    postgres.close();
  }
}
