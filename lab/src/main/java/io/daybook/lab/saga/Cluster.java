package io.daybook.lab.saga;

import io.daybook.importer.ClientTokens;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Daybook in some processes on one PostgreSQL, as it is delivered. Beside them are the sandbox and
 * an issuer of tokens, which are not killed.
 */
public final class Cluster implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final EmbeddedPostgres postgres;
  private final SandboxServer sandbox = new SandboxServer(0, 0, null);
  private final HttpClient http = HttpClient.newHttpClient();
  private final Path directory = Files.createTempDirectory("lab-platform");
  private final Map<String, ClientTokens> tokens = new ConcurrentHashMap<>();
  private final PlatformProcess issuer;
  private final List<PlatformProcess> nodes = new ArrayList<>();

  /**
   * One process of the platform.
   *
   * @param roles separated by commas
   * @param environment beside that of this process
   * @param settings beside those that all have
   */
  public record Node(
      String name, String roles, Map<String, String> environment, List<String> settings) {

    /** As it comes. */
    public Node(String name, String roles) {
      this(name, roles, Map.of(), List.of());
    }
  }

  /** Is there, but for the platform's own processes. */
  public Cluster(Path jar, List<Node> wanted) throws IOException {
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
            List.of("auth", address, "--daybook.auth.directory=" + directory.resolve("auth")),
            Map.of());
    for (var node : wanted) {
      nodes.add(process(jar, node, address));
    }
  }

  /** Starts the platform's own processes, one after the other. */
  public void start() throws IOException, InterruptedException {
    issuer.start();
    issuer.awaitUp("/.well-known/oauth-authorization-server");
    for (var node : nodes) {
      node.start();
      node.awaitUp();
    }
  }

  private PlatformProcess process(Path jar, Node node, String issuerAddress) throws IOException {
    var outside = "http://localhost:" + sandbox.port();
    var words =
        new ArrayList<>(
            List.of(
                "--daybook.roles=" + node.roles(),
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
    words.addAll(node.settings());
    return new PlatformProcess(jar, directory, node.name(), freePort(), words, node.environment());
  }

  /** One of the processes, in the order in which they were wanted. */
  public PlatformProcess node(int number) {
    return nodes.get(number);
  }

  /** A directory that is this cluster's alone. */
  public Path directory() {
    return directory;
  }

  /** A product of which there are many. */
  public String product() throws IOException, InterruptedException {
    var sku = "LAB-" + UUID.randomUUID().toString().substring(0, 8);
    var listed =
        Map.of(
            "sku", sku, "name", "A thing", "price", Map.of("currency", "GBP", "amount", "42.00"));
    done(send(0, "POST", "/api/products", "clerk", listed, Map.of()));
    var received = Map.of("receiptId", "r1", "quantity", 1_000_000);
    done(send(0, "POST", "/api/stock/" + sku + "/receipts", "warehouse", received, Map.of()));
    return sku;
  }

  /**
   * One piece of a product is ordered at one of the processes; the answer is the order's id.
   *
   * @param account who asks
   * @param customer for whom
   * @param paymentToken what the sandbox is told to do
   */
  public String order(int node, String sku, String account, String customer, String paymentToken)
      throws IOException, InterruptedException {
    var body =
        Map.of(
            "customerId",
            customer,
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
            paymentToken);
    var answer = done(send(node, "POST", "/api/orders", account, body, Map.of()));
    return JSON.readTree(answer).path("orderId").asString();
  }

  /** What is asked of one of the processes over HTTP, whatever it answers. */
  public HttpResponse<String> send(
      int node,
      String method,
      String path,
      String account,
      Object body,
      Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(nodes.get(node).url(path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    headers.forEach(request::header);
    return http.send(
        tokens
            .computeIfAbsent(account, name -> ClientTokens.of(name, directory.resolve("auth")))
            .addTo(request)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static String done(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(
          answer.uri() + " answers " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** The first column of all rows. */
  public List<String> ask(String sql) throws SQLException {
    return rows(sql).stream().map(List::getFirst).toList();
  }

  /** All rows, as texts; an empty text for null. */
  public List<List<String>> rows(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(postgres.getJdbcUrl("postgres", "postgres"));
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<List<String>>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          var value = rows.getString(i);
          row.add(value == null ? "" : value);
        }
        found.add(row);
      }
      return found;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws IOException {
    nodes.forEach(PlatformProcess::close);
    issuer.close();
    http.shutdownNow();
    sandbox.close();
    postgres.close();
  }
}
