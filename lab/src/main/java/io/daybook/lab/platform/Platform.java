package io.daybook.lab.platform;

import io.daybook.eventstore.testing.PostgresPair;
import io.daybook.lab.shop.DelayProxy;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Daybook in processes that can be killed; who does not say another asks the first. Beside them
 * PostgreSQL, the sandbox and an issuer of tokens, which it does not kill.
 */
public final class Platform implements AutoCloseable {
  private static final int REFUSED_FROM = 300;

  private final Database database;
  private final SandboxServer sandbox = new SandboxServer(0, 0, null);
  private final Path directory = Files.createTempDirectory("lab-platform");
  private final People people = new People(directory.resolve("auth"));
  private final List<DelayProxy> networks = new ArrayList<>();
  private final List<PlatformProcess> processes = new ArrayList<>();
  private final Shape shape;
  private final PlatformProcess issuer;

  /** Is there with a PostgreSQL of its own, but for the platform's own processes. */
  public Platform(Shape shape) throws IOException {
    this(shape, Database.embedded());
  }

  /** The same over a primary and its standby, which belong to the caller. */
  public Platform(Shape shape, PostgresPair servers) throws IOException {
    this(shape, Database.of(servers));
  }

  private Platform(Shape shape, Database database) throws IOException {
    this.shape = shape;
    this.database = database;
    var port = freePort();
    var address = "--daybook.auth.issuer=http://localhost:" + port;
    var accounts = "--daybook.auth.directory=" + directory.resolve("auth");
    issuer = process("issuer", port, List.of("auth", address, accounts), Map.of());
    var settings = settings(address);
    for (var node : shape.processes()) {
      var words = new ArrayList<>(settings);
      words.add("--daybook.roles=" + node.roles());
      words.addAll(node.settings());
      processes.add(process(node.name(), freePort(), words, node.environment()));
    }
  }

  private PlatformProcess process(
      String name, int port, List<String> words, Map<String, String> environment) {
    return new PlatformProcess(
        new PlatformProcess.Told(shape.jvm(), words, environment), directory, name, port);
  }

  /** Whether there is a platform to run. */
  public static boolean isBuilt() {
    return Files.exists(Jar.path());
  }

  /** Starts the platform's own processes, one after the other. */
  public void start() throws IOException, InterruptedException {
    issuer.start();
    issuer.awaitUp("/.well-known/oauth-authorization-server");
    for (var process : processes) {
      process.start();
      process.awaitUp();
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
                "--spring.datasource.url=" + database.urlThrough(this::across),
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

  /** One of its processes, by its place in the shape. */
  public PlatformProcess process(int number) {
    return processes.get(number);
  }

  /** What the provider, the carrier and the mail server have in their books. */
  public OutsideBooks outside() {
    return new OutsideBooks(sandbox);
  }

  /** What goes wrong in the outside world. */
  public Faults faults() {
    return sandbox.faults();
  }

  /** A product of which there are many. */
  public String product() throws IOException, InterruptedException {
    var sku = "LAB-" + UUID.randomUUID().toString().substring(0, 8);
    post("/api/products", "clerk", People.product(sku));
    post(
        "/api/stock/" + sku + "/receipts",
        "warehouse",
        Map.of("receiptId", "r1", "quantity", 1_000_000));
    return sku;
  }

  /** One piece of a product is ordered; the answer is its id. */
  public String order(String sku) throws IOException, InterruptedException {
    return order(0, sku, "ada", "ada", "tok_visa");
  }

  /**
   * One piece of a product is ordered at one of the processes; the answer is its id.
   *
   * @param account who asks
   * @param customer for whom
   * @param paymentToken what the sandbox is told to do
   */
  public String order(int process, String sku, String account, String customer, String paymentToken)
      throws IOException, InterruptedException {
    var body = People.order(sku, customer, paymentToken);
    return People.orderOf(done(send(process, "POST", "/api/orders", account, body, Map.of())));
  }

  /**
   * Posts as an account.
   *
   * @throws IllegalStateException when it is refused
   */
  public String post(String path, String account, Object body)
      throws IOException, InterruptedException {
    return done(send(0, "POST", path, account, body, Map.of()));
  }

  /** What is asked of one of the processes over HTTP, whatever it answers. */
  public HttpResponse<String> send(
      int process,
      String method,
      String path,
      String account,
      Object body,
      Map<String, String> headers)
      throws IOException, InterruptedException {
    return people.send(process(process).url(path), method, account, body, headers);
  }

  private static String done(HttpResponse<String> answer) {
    if (answer.statusCode() >= REFUSED_FROM) {
      throw new IllegalStateException(
          answer.uri() + " answers " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** The address of its database, without a network between. */
  public String jdbcUrl() {
    return database.jdbcUrl();
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
    return rows(sql).stream().map(List::getFirst).toList();
  }

  /** All rows, as texts; an empty text for null. */
  public List<List<String>> rows(String sql) throws SQLException {
    return database.rows(sql);
  }

  /** Changes what is in the database, behind the platform's back; the answer is how many rows. */
  public int change(String sql) throws SQLException {
    return database.change(sql);
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
    people.close();
    sandbox.close();
    database.close();
  }
}
