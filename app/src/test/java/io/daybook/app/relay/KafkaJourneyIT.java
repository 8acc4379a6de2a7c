package io.daybook.app.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.samples.broker.BrokerForTests;
import io.daybook.web.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Orders of the whole platform, as they are heard of at the other end of Kafka. */
@DirtiesContext
class KafkaJourneyIT extends PlatformForTests {
  private static final String NAME = "Wilhelmina-Zwetschgenweg";
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final Set<String> TRACES = ConcurrentHashMap.newKeySet();
  @TempDir private static Path directory;
  private static BrokerForTests broker;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @DynamicPropertySource
  static void broker(DynamicPropertyRegistry registry) {
    broker = BrokerForTests.startIn(directory.resolve("broker"));
    registry.add("daybook.relay.kafka.bootstrap-servers", broker::bootstrapServers);
    registry.add("daybook.relay.kafka.partitions", () -> 1);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void an_orders_life_is_told_without_a_name_and_can_be_told_again() {
    var sku = product("K-", "4.00", 10);
    var delivered = placeForSomebody(sku);
    awaitStatus(delivered, "PICKING");
    var shipment = delivered.replace("order-", "shipment-");
    assertThat(post("/api/shipments/" + shipment + "/dispatch", Map.of()).status()).isEqualTo(204);
    assertThat(post("/api/shipments/" + shipment + "/delivery", Map.of()).status()).isEqualTo(204);
    awaitStatus(delivered, "DELIVERED");
    var cancelled = placeForSomebody(sku);
    awaitStatus(cancelled, "PICKING");
    post("/api/orders/" + cancelled + "/cancellation", Map.of("reason", NAME + " is ill"));
    awaitStatus(cancelled, "CANCELLED");

    var heard = heard("daybook", "daybook.order.cancelled.v1", 1);
    assertThat(types(heard, delivered))
        .contains(
            "daybook.order.placed.v1",
            "daybook.payment.authorized.v1",
            "daybook.payment.captured.v1",
            "daybook.order.confirmed.v1",
            "daybook.shipping.picking-started.v1",
            "daybook.shipping.dispatched.v1",
            "daybook.order.shipped.v1",
            "daybook.shipping.delivered.v1",
            "daybook.order.closed.v1");
    assertThat(types(heard, cancelled))
        .contains(
            "daybook.shipping.picking-cancelled.v1",
            "daybook.payment.refunded.v1",
            "daybook.order.cancelled.v1");
    assertThat(types(heard, sku))
        .contains(
            "daybook.catalog.product-listed.v1",
            "daybook.inventory.received.v1",
            "daybook.inventory.reserved.v1",
            "daybook.inventory.committed.v1",
            "daybook.inventory.released.v1");
    assertThat(picked(heard, delivered))
        .isEqualTo("[{\"sku\":\"%s\",\"quantity\":2}]".formatted(sku));
    assertThat(TRACES).as("whoever hears of it can go on with the trace").contains(TRACE);
    assertNobodyIsNamed(heard);
    tellAgain(heard);
  }

  private void tellAgain(List<JsonNode> heard) {
    var positions = heard.stream().mapToLong(KafkaJourneyIT::position).sorted().toArray();
    var from = Long.toString(positions[positions.length / 2]);
    var to = Long.toString(positions[positions.length - 1]);
    assertThat(relay("--from", from, "--to", to, "--topic-prefix", "again")).isZero();
    var last = heard.stream().filter(one -> position(one) == positions[positions.length - 1]);
    var again = heard("again", last.findFirst().orElseThrow().path("type").asString(), 1);
    assertThat(again.stream().map(JsonNode::toString))
        .containsExactlyInAnyOrderElementsOf(
            heard.stream()
                .filter(one -> position(one) >= positions[positions.length / 2])
                .map(JsonNode::toString)
                .toList());
    assertThat(relay("--from", from, "--topic-prefix", "again")).isEqualTo(2);
    assertThat(relay("--from", from, "--topic-prefix", "daybook")).isEqualTo(2);
    assertThat(relay("--from", "999999999")).isEqualTo(2);
    assertThat(relay("--to", to)).isEqualTo(64);
    var report = send("GET", "/api/operations/relay/replays/again", "").body();
    assertThat(report.path("done").asBoolean()).isTrue();
    assertThat(
            jdbc.queryForObject(
                "select count(*) from event_log.domain_event where payload_type like"
                    + " '%.ReplayRequested'",
                Long.class))
        .isEqualTo(1);
  }

  private int relay(String... options) {
    System.setProperty("daybook.token", IssuerForTests.token("operator", Role.OPERATOR));
    var all = new ArrayList<>(List.of("--url", "http://localhost:" + port));
    all.addAll(List.of(options));
    return RelayCommand.run(all, new PrintStream(said, true, StandardCharsets.UTF_8), false);
  }

  private String placeForSomebody(String sku) {
    var order = new HashMap<>(order("tok_visa", Map.of(sku, 2)));
    order.put(
        "deliveryAddress",
        Map.of(
            "recipient",
            NAME,
            "street",
            NAME + " 1",
            "city",
            NAME + "heim",
            "postalCode",
            "ZW1 9XY",
            "country",
            "GB"));
    var reply =
        post(
            "/api/orders",
            order,
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "Authorization",
            bearer("ada"),
            "traceparent",
            TRACE);
    assertThat(reply.status()).as("%s", reply).isEqualTo(201);
    return reply.body().path("orderId").asString();
  }

  /** What is in the topics of a prefix when a message has come so often, and nothing more comes. */
  private static List<JsonNode> heard(String prefix, String type, int times) {
    var heard = new ArrayList<JsonNode>();
    try (var reader = reader(prefix)) {
      await()
          .until(
              () -> {
                var more = reader.poll(Duration.ofMillis(500));
                more.forEach(
                    one -> {
                      heard.add(JSON.readTree(one.value()));
                      one.headers()
                          .headers("traceparent")
                          .forEach(
                              trace ->
                                  TRACES.add(new String(trace.value(), StandardCharsets.US_ASCII)));
                    });
                return more.isEmpty()
                    && types(heard, "").stream().filter(type::equals).count() >= times;
              });
    }
    return heard;
  }

  private static KafkaConsumer<String, String> reader(String prefix) {
    var reader =
        new KafkaConsumer<>(
            Map.<String, Object>of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ConsumerConfig.GROUP_ID_CONFIG,
                UUID.randomUUID().toString(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                "500"),
            new StringDeserializer(),
            new StringDeserializer());
    reader.subscribe(Pattern.compile(prefix + "\\..*"));
    return reader;
  }

  private static List<String> types(List<JsonNode> heard, String subject) {
    return heard.stream()
        .filter(one -> subject.isEmpty() || one.path("subject").asString().equals(subject))
        .map(one -> one.path("type").asString())
        .toList();
  }

  private static String picked(List<JsonNode> heard, String order) {
    return heard.stream()
        .filter(one -> one.path("type").asString().equals("daybook.shipping.picking-started.v1"))
        .filter(one -> one.path("subject").asString().equals(order))
        .map(one -> one.path("data").path("items").toString())
        .findFirst()
        .orElse("nothing");
  }

  private static void assertNobodyIsNamed(List<JsonNode> heard) {
    assertThat(heard.stream().map(JsonNode::toString))
        .isNotEmpty()
        .noneMatch(
            text ->
                text.contains(NAME)
                    || text.contains("ZW1 9XY")
                    || text.contains("tok_visa")
                    || text.contains("enc:1:"));
  }

  private static long position(JsonNode message) {
    return Long.parseLong(message.path("position").asString());
  }
}
