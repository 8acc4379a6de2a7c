package io.daybook.app.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.daybook.app.Daybook;
import io.daybook.app.access.IssuerForTests;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CancellationCause;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.joda.money.Money;
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

  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  final List<String> settings;
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Lines lines = new Lines();
  final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource(database.url(), database.user(), database.password()));
  ConfigurableApplicationContext context;

  PlatformThatRestarts(Path sandbox, String... settings) {
    this.settings =
        new ArrayList<>(
            Stream.concat(
                    Stream.of(
                        "--server.port=0",
                        "--daybook.database=external",
                        "--daybook.demo=false",
                        "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.username=" + database.user(),
                        "--spring.datasource.password=" + database.password(),
                        "--daybook.auth.issuer=" + IssuerForTests.address(),
                        "--daybook.outside-world.sandbox-port=0",
                        "--daybook.outside-world.sandbox-file=" + sandbox,
                        "--daybook.reconciliation.cron=-",
                        "--daybook.log.seal-every=200ms"),
                    Stream.of(settings))
                .toList());
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

  /** Appends orders of a customer that were cancelled at once, and says how many. */
  int cancelledOrders(String customer, int number) {
    var engine = context.getBean(EventStorageEngine.class);
    var where = address(customer);
    for (int i = 0; i < number; i++) {
      var order = new OrderId(UUID.randomUUID());
      var placed =
          new OrderPlaced(
              order,
              new CustomerId(customer),
              List.of(new OrderLine(new Sku("TEA"), 1, Money.parse("GBP 3.00"))),
              Money.parse("GBP 3.00"),
              new Address(
                  where.get("recipient"), where.get("street"), where.get("city"), "7", "GB"),
              new PaymentToken("tok_visa"),
              Instant.now());
      engine.appendEvents(
          event(order, 0, placed),
          event(order, 1, new OrderCancelled(order, CancellationCause.OPERATOR, "Zweigwort")));
    }
    return number;
  }

  private static GenericDomainEventMessage<?> event(OrderId order, int version, Object payload) {
    return new GenericDomainEventMessage<>(
        "Order",
        order.toString(),
        version,
        payload,
        Map.of(MetadataKeys.ACTOR, "tester", MetadataKeys.PRINCIPAL, "tester"));
  }
}
