package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.samples.broker.BrokerForTests;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.SandboxServer;
import io.daybook.web.access.Role;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
 * whose log is held back, whose memory is full, and one of whose read models was changed by hand.
 * It takes some minutes, so only with {@code -Ddaybook.alerts=all}.
 */
@EnabledIfSystemProperty(named = "daybook.alerts", matches = "all")
@DirtiesContext
@TestPropertySource(
    properties = {
      "daybook.log.append-queue=20",
      "daybook.log.seal-every=1s",
      "daybook.projections.verify-cron=* * * * * *",
      "daybook.outside.payment.break-at=5",
      "daybook.outside.payment.break-for=15s"
    })
class AlertsOutsideIT extends WatchedPlatform {
  private static final String DISPATCHED = "warehouse.parcel-dispatched";
  private static final String MESSAGES = "/api/operations/inbox/messages";
  private static final String[] AS_OPERATOR = {"Authorization", bearer("ops", Role.OPERATOR)};
  private static final double FULL = 0.935;
  private static final int MEBIBYTE = 1 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration SOME_NIGHTS = Duration.ofMinutes(4);

  @TempDir private static Path ofBroker;
  private static BrokerForTests broker;

  @Autowired SandboxServer sandbox;

  @Autowired
  @Qualifier("dataSource")
  DataSource pool;

  @DynamicPropertySource
  static void broker(DynamicPropertyRegistry registry) {
    broker = BrokerForTests.startIn(ofBroker.resolve("broker"));
    makeTopics();
    registry.add("daybook.relay.kafka.bootstrap-servers", broker::bootstrapServers);
    registry.add("daybook.inbox.bootstrap-servers", broker::bootstrapServers);
  }

  private static void makeTopics() {
    var topics =
        Stream.of("warehouse.goods-received", DISPATCHED)
            .map(name -> new NewTopic(name, Optional.of(1), Optional.empty()))
            .toList();
    try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.createTopics(topics).all().get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      broker.close();
    }
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
                        "B-" + UUID.randomUUID(),
                        "name",
                        "One of many",
                        "price",
                        pounds("1.00")))
            .toList();
    var answer = post("/api/products/bulk", Map.of("lines", products)).body().path("lines");
    assertThat(answer).hasSize(many).allMatch(line -> line.path("status").asInt() == 201);
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

  /** The comparison that else is made once a night is due with each look at it, every minute. */
  @Test
  void a_row_that_was_changed_by_hand_is_found_without_asking_and_fires_and_clears() {
    var sku = product("ALERT-", "3.00", 1);
    prometheus.awaitClear("DaybookReadModelDiffers");
    await().until(() -> !query("{product(sku: \"" + sku + "\") {sku}}").path("product").isNull());
    assertThat(jdbc.update("update catalog_v1.product set price = 1 where sku = ?", sku)).isOne();
    await()
        .atMost(SOME_NIGHTS)
        .until(() -> prometheus.firing().contains("DaybookReadModelDiffers"));
    assertThat(jdbc.update("update catalog_v1.product set price = 3 where sku = ?", sku)).isOne();
    await()
        .atMost(SOME_NIGHTS)
        .until(() -> !prometheus.firing().contains("DaybookReadModelDiffers"));
  }

  @Test
  void appends_that_queue_up_fire_and_clear() throws SQLException {
    var skus = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      skus.add(product("ALERT-", "5.00", 0));
    }
    prometheus.awaitClear("DaybookAppendsWait");
    try (var own = holding("event_log.domain_event", "exclusive")) {
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

  @Test
  void a_heap_that_is_full_fires_and_clears() {
    prometheus.awaitClear("DaybookHeapFull");
    var held = new ArrayList<byte[]>();
    do {
      while (shareOfHeap() < FULL) {
        held.add(new byte[MEBIBYTE]);
      }
      System.gc(); // not all of it was held
    } while (shareOfHeap() < FULL);
    prometheus.awaitFiring("DaybookHeapFull");
    assertThat(held).isNotEmpty();
    held.clear();
    System.gc();
    prometheus.awaitClear("DaybookHeapFull");
  }

  private static double shareOfHeap() {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    return (double) heap.getUsed() / heap.getMax();
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
