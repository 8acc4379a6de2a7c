package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.app.access.IssuerForTests;
import io.daybook.app.projection.VerifyProjectionsCommand;
import io.daybook.samples.broker.BrokerForTests;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.SandboxServer;
import io.daybook.web.access.Role;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/**
 * A platform whose provider and broker are away, whose warehouse says what nobody understands,
 * whose log is held back, and one of whose read models was changed by hand. It takes some minutes,
 * so only with {@code -Ddaybook.alerts=all}.
 */
@EnabledIfSystemProperty(named = "daybook.alerts", matches = "all")
@DirtiesContext
@TestPropertySource(
    properties = {
      "daybook.log.append-queue=20",
      "daybook.log.seal-every=1s",
      "daybook.outside.payment.break-at=5",
      "daybook.outside.payment.break-for=15s"
    })
class AlertsOutsideIT extends WatchedPlatform {
  private static final String DISPATCHED = "warehouse.parcel-dispatched";
  private static final String MESSAGES = "/api/operations/inbox/messages";
  private static final String[] AS_OPERATOR = {"Authorization", bearer("ops", Role.OPERATOR)};
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private static Path ofBroker;
  private static BrokerForTests broker;

  @Autowired SandboxServer sandbox;

  @Autowired
  @Qualifier("dataSource")
  DataSource pool;

  @DynamicPropertySource
  static void broker(DynamicPropertyRegistry registry) {
    broker = BrokerForTests.startIn(ofBroker.resolve("broker"));
    registry.add("daybook.relay.kafka.bootstrap-servers", broker::bootstrapServers);
    registry.add("daybook.inbox.bootstrap-servers", broker::bootstrapServers);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void a_provider_that_is_away_fires_and_clears() {
    var sku = product("ALERT-", "5.00", 100);
    prometheus.awaitClear("DaybookPortAway");
    sandbox.faults().plan(new Faults.Plan(1, List.of(Faults.Rule.outage("payments"))));
    for (int i = 0; i < 10; i++) {
      place("tok_visa", Map.of(sku, 1));
    }
    prometheus.awaitFiring("DaybookPortAway");
    sandbox.faults().plan(new Faults.Plan(0, List.of()));
    prometheus.awaitClear("DaybookPortAway");
  }

  @Test
  void a_broker_that_is_away_fires_when_much_is_to_be_told_and_clears() {
    prometheus.awaitClear("DaybookKafkaBehind");
    broker.kill();
    for (int page = 0; page < 11; page++) {
      list(1_000);
    }
    prometheus.awaitFiring("DaybookKafkaBehind");
    broker.start();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(prometheus.firing()).doesNotContain("DaybookKafkaBehind"));
  }

  private void list(int many) {
    var products =
        IntStream.range(0, many)
            .mapToObj(
                i ->
                    Map.of(
                        "sku",
                        "BULK-" + UUID.randomUUID(),
                        "name",
                        "One of many",
                        "price",
                        pounds("1.00")))
            .toList();
    assertThat(post("/api/products/bulk", Map.of("lines", products)).status()).isLessThan(300);
  }

  @Test
  void what_the_warehouse_says_and_nobody_understands_fires_and_clears() throws Exception {
    prometheus.awaitClear("DaybookInboxAside");
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(DISPATCHED, "order-of-alerts", "no JSON at all")).get();
    }
    prometheus.awaitFiring("DaybookInboxAside");
    for (var message : send("GET", MESSAGES + "?first=200", "").body()) {
      var id = message.path("id").asString();
      send("DELETE", MESSAGES + "/" + id + "?reason=of+alerts", "", AS_OPERATOR);
    }
    prometheus.awaitClear("DaybookInboxAside");
  }

  @Test
  void a_row_that_was_changed_by_hand_fires_and_clears() {
    var sku = product("ALERT-", "3.00", 1);
    prometheus.awaitClear("DaybookReadModelDiffers");
    await().until(() -> !query("{product(sku: \"" + sku + "\") {sku}}").path("product").isNull());
    jdbc.update("update catalog_v1.product set price = 1 where sku = ?", sku);
    verify();
    prometheus.awaitFiring("DaybookReadModelDiffers");
    jdbc.update("update catalog_v1.product set price = 3 where sku = ?", sku);
    verify();
    prometheus.awaitClear("DaybookReadModelDiffers");
  }

  private void verify() {
    System.setProperty("daybook.token", IssuerForTests.token("operator", Role.OPERATOR));
    VerifyProjectionsCommand.run(
        List.of("--url", "http://localhost:" + port),
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  @Test
  void appends_that_queue_up_fire_and_clear() throws SQLException {
    var skus = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      skus.add(product("ALERT-", "5.00", 0));
    }
    prometheus.awaitClear("DaybookAppendsWait");
    try (var own = holding("event_log.domain_event", "access exclusive")) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(2))
          .until(
              () -> {
                skus.forEach(this::receive);
                return prometheus.firing().contains("DaybookAppendsWait");
              });
      own.rollback();
    }
    prometheus.awaitClear("DaybookAppendsWait");
  }

  private void receive(String sku) {
    var body = "{\"receiptId\": \"%s\", \"quantity\": 1}".formatted(UUID.randomUUID());
    Thread.startVirtualThread(() -> exchange("POST", "/api/stock/" + sku + "/receipts", body));
  }

  @Test
  void a_log_that_nobody_seals_fires_and_clears() throws SQLException {
    prometheus.awaitClear("DaybookSealsOld");
    try (var own = holding("event_log.seal", "access exclusive")) {
      product("ALERT-", "5.00", 0);
      prometheus.awaitFiring("DaybookSealsOld");
      own.rollback();
    }
    prometheus.awaitClear("DaybookSealsOld");
  }

  /** A connection that has locked a table until it is rolled back. */
  private Connection holding(String table, String mode) throws SQLException {
    var own = (HikariDataSource) pool;
    var connection =
        DriverManager.getConnection(own.getJdbcUrl(), own.getUsername(), own.getPassword());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("lock table " + table + " in " + mode + " mode");
    }
    return connection;
  }
}
