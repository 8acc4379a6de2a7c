package io.daybook.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.daybook.app.Daybook;
import io.daybook.app.SettingsForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A platform on a database of its own that is started and stopped, and all that it logs. */
final class PlatformThatRestarts implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  final PostgresForTests.Database database;
  final List<String> settings;
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Lines lines = new Lines();
  final JdbcTemplate jdbc;
  ConfigurableApplicationContext context;

  PlatformThatRestarts(Path sandbox, String... settings) {
    this(PostgresForTests.newDatabase(), sandbox, settings);
  }

  /** A further process, as it were, on a database that another one is on too. */
  PlatformThatRestarts(PostgresForTests.Database database, Path sandbox, String... settings) {
    this.database = database;
    this.jdbc =
        new JdbcTemplate(
            new DriverManagerDataSource(database.url(), database.user(), database.password()));
    this.settings = new ArrayList<>(SettingsForTests.on(database, sandbox));
    this.settings.add("--daybook.auth.issuer=" + IssuerForTests.address());
    this.settings.add("--daybook.log.seal-every=200ms");
    this.settings.addAll(List.of(settings));
    start();
  }

  record Reply(int status, JsonNode body) {}

  /** Keeps every line, as it would be printed with its failure. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Queue<String> all = new ConcurrentLinkedQueue<>();
    private final PatternLayout layout = new PatternLayout();

    @Override
    protected void append(ILoggingEvent event) {
      all.add(layout.doLayout(event));
    }
  }

  void start() {
    context = new SpringApplicationBuilder(Daybook.class).run(settings.toArray(String[]::new));
    PostgresForTests.closeFirst(context);
    lines.setContext(root.getLoggerContext());
    lines.layout.setContext(root.getLoggerContext());
    lines.layout.setPattern("%level %logger %msg %mdc%n%ex");
    lines.layout.start();
    lines.start();
    root.addAppender(lines); // a start resets who listens
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> {
              var health = send("GET", "/actuator/health/readiness", null, "tester").body();
              return health.path("status").asString().equals("UP");
            });
  }

  void stop() {
    root.detachAppender(lines);
    context.close();
  }

  @Override
  public void close() {
    stop();
  }

  Queue<String> logged() {
    return lines.all;
  }

  Reply post(String path, Object body) {
    return send("POST", path, body, "tester");
  }

  Reply get(String path) {
    return send("GET", path, null, "tester");
  }

  Reply send(String method, String path, Object body, String subject, Role... roles) {
    var address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    var content = body == null ? "" : JsonMapper.shared().writeValueAsString(body);
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", IssuerForTests.bearer(subject, roles))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(content));
    try {
      var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var text = answer.body();
      return new Reply(
          answer.statusCode(), JsonMapper.shared().readTree(text.isEmpty() ? "{}" : text));
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  JsonNode query(String query) {
    var reply = post("/graphql", Map.of("query", query));
    if (reply.body().has("errors")) {
      throw new AssertionError(reply.body().toString());
    }
    return reply.body().path("data");
  }

  void awaitStatus(String order, String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .alias(order + " becomes " + status)
        .until(
            () -> {
              var seen = query("{order(id: \"" + order + "\") {status}}").path("order");
              return seen.path("status").asString("").equals(status);
            });
  }

  static Map<String, String> address(String customer) {
    return Map.of(
        "recipient", customer + "-Zweigwort",
        "street", "Street of " + customer + "-Zweigwort",
        "city", "Stadt-Zweigwort",
        "postalCode", "Zweigwort7",
        "country", "GB");
  }

  /** Has something to sell. */
  void openWith(String sku) {
    var price = Map.of("amount", "3.00", "currency", "GBP");
    post("/api/products", Map.of("sku", sku, "name", "Tea", "price", price));
    post("/api/stock/" + sku + "/receipts", Map.of("receiptId", "r1", "quantity", 100));
  }

  /** The street that an order is sent to, as it is read. */
  String street(String order) {
    return query("{order(id: \"" + order + "\") {deliveryAddress {street}}}")
        .path("order")
        .path("deliveryAddress")
        .path("street")
        .asString("");
  }

  /** Erases a customer, and comes back with the receipt when it is done. */
  JsonNode erased(String customer) {
    var asked = Map.of("customerId", customer);
    var begun = send("POST", "/api/privacy/erasures", asked, "officer", Role.PRIVACY);
    assertThat(begun.status()).as("%s", begun).isEqualTo(202);
    var receipt = "/api/privacy/erasures/" + begun.body().path("id").asString();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> get(receipt).body().path("state").asString().equals("DONE"));
    return get(receipt).body();
  }

  String place(String customer) {
    var body =
        Map.of(
            "customerId",
            customer,
            "lines",
            List.of(Map.of("sku", "TEA", "quantity", 1)),
            "deliveryAddress",
            address(customer),
            "paymentToken",
            "tok_visa");
    var reply = post("/api/orders", body);
    assertThat(reply.status()).as("%s", reply).isEqualTo(201);
    return reply.body().path("orderId").asString();
  }

  void deliver(String order) {
    var shipment = order.replace("order-", "shipment-");
    await().until(() -> post("/api/shipments/" + shipment + "/dispatch", Map.of()).status() < 300);
    awaitStatus(order, "SHIPPED");
    post("/api/shipments/" + shipment + "/delivery", Map.of());
    awaitStatus(order, "DELIVERED");
  }

  void rebuild(String model) {
    var path = "/api/operations/projections/" + model;
    var generation = post(path + "/rebuild", Map.of()).body().path("generation").asInt();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(path).body().path("generation").asInt() > generation);
  }

  /** What came of a comparison of a read model with the log. */
  JsonNode verified(String model) {
    var path = "/api/operations/projections/" + model;
    var number = post(path + "/verification", Map.of()).body().path("generation").asInt();
    var report = path + "/verifications/" + number;
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> !get(report).body().path("outcome").asString().equals("RUNNING"));
    return get(report).body();
  }
}
