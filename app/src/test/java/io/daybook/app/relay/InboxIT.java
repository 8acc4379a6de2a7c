package io.daybook.app.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.samples.broker.BrokerForTests;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * What a warehouse says over a real broker is done once, in order, and nothing stands in its way.
 */
@DirtiesContext // its consumer would go on
class InboxIT extends PlatformForTests {
  private static final String RECEIVED = "warehouse.goods-received";
  private static final String DISPATCHED = "warehouse.parcel-dispatched";
  private static final String MESSAGES = "/api/operations/inbox/messages";
  private static final String[] AS_OPERATOR = {"Authorization", bearer("ops", Role.OPERATOR)};
  private static final BrokerForTests BROKER = broker();
  private static final KafkaProducer<String, String> PRODUCER =
      new KafkaProducer<>(
          Map.of("bootstrap.servers", BROKER.bootstrapServers()),
          new StringSerializer(),
          new StringSerializer());

  @DynamicPropertySource
  static void inbox(DynamicPropertyRegistry registry) {
    registry.add("daybook.inbox.bootstrap-servers", BROKER::bootstrapServers);
  }

  private static BrokerForTests broker() {
    try {
      var broker = BrokerForTests.startIn(Files.createTempDirectory("daybook-inbox"));
      PostgresForTests.closeFirst(broker::close);
      try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
        admin
            .createTopics(
                List.of(
                    new NewTopic(RECEIVED, Optional.of(3), Optional.empty()),
                    new NewTopic(DISPATCHED, Optional.of(3), Optional.empty())))
            .all()
            .get();
      }
      return broker;
    } catch (IOException | InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @AfterAll
  static void close() {
    PRODUCER.close();
  }

  @Test
  void goods_are_booked_once_however_often_they_are_told_of() {
    var sku = product("INBOX-", "3.00", 0);
    var first = receipt(sku, "paper-1", 5);
    say(RECEIVED, sku, first);
    say(RECEIVED, sku, first);
    say(RECEIVED, sku, receipt(sku, "paper-1", 5)); // under another id, which the goods note knows
    say(RECEIVED, sku, receipt(sku, "paper-2", 2));
    awaitReceived(sku, "paper-1 5", "paper-2 2");
    awaitHeard(sku, 3);
    var origin =
        jdbc.queryForMap(
            """
            select metadata ->> 'actor' as actor, metadata ->> 'principal' as principal, metadata ->> 'client' as client
              from event_log.domain_event where stream = ? and payload_type like '%.StockReceived' limit 1
            """,
            "stock-" + sku);
    assertThat(origin)
        .containsEntry("actor", "warehouse")
        .containsEntry("principal", "warehouse")
        .containsEntry("client", "kafka");
    assertThat(
            jdbc.queryForList(
                "select position from relay.heard where subject = ? order by position",
                Long.class,
                sku))
        .filteredOn(position -> position != null)
        .hasSize(2);
  }

  @Test
  void a_parcel_that_left_is_dispatched_because_of_the_picking_that_was_asked_for() {
    var order = place("tok_visa", Map.of(product("INBOX-", "3.00", 9), 2));
    awaitStatus(order, "PICKING");
    var shipment = order.replace("order-", "shipment-");
    var asked =
        jdbc.queryForObject(
            "select event_id from event_log.domain_event where stream = ? and payload_type like '%.PickingStarted'",
            String.class, shipment);
    say(
        DISPATCHED,
        order,
        event(
            "warehouse.parcel.dispatched.v1",
            order,
            Map.of("orderId", order, "shipmentId", shipment),
            asked));
    awaitStatus(order, "SHIPPED");
    assertThat(
            jdbc.queryForObject(
                """
                select metadata ->> 'because' from event_log.domain_event
                 where stream = ? and payload_type like '%.ShipmentDispatched'
                """,
                String.class, shipment))
        .isEqualTo(asked);
  }

  @Test
  void what_is_refused_holds_back_its_own_sku_until_an_operator_has_decided() {
    var sku = product("INBOX-", "3.00", 0);
    var other = product("INBOX-", "3.00", 0);
    say(RECEIVED, sku, receipt(sku, "paper", 5));
    var refused = receipt(sku, "paper", 6);
    say(RECEIVED, sku, refused);
    say(RECEIVED, sku, receipt(sku, "later", 1));
    say(RECEIVED, other, receipt(other, "paper", 1));
    awaitReceived(other, "paper 1");
    var aside = awaitAside(sku, 2);
    assertThat(aside.get(0).path("reason").asString()).contains("goods-note-reused");
    assertThat(aside.get(0).path("eventId").asString()).isEqualTo(idOf(refused));
    assertThat(aside.get(1).path("reason").isNull()).isTrue();
    awaitReceived(sku, "paper 5");

    var id = aside.get(0).path("id").asString();
    assertThat(send("GET", MESSAGES + "/" + id, "").body().path("body").asString())
        .isEqualTo(refused);
    var again = post(MESSAGES + "/" + id + "/retry", Map.of(), AS_OPERATOR);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("done").asInt()).isZero();
    assertThat(again.body().path("stillAside").asString()).isEqualTo(id);
    say(RECEIVED, sku, refused); // comes again while it is aside
    assertThat(send("DELETE", MESSAGES + "/" + id, "", AS_OPERATOR).status()).isEqualTo(400);
    var gone = send("DELETE", MESSAGES + "/" + id + "?reason=counted", "", AS_OPERATOR);
    assertThat(gone.status()).isEqualTo(200);
    assertThat(gone.body().path("done").asInt()).isOne();
    awaitReceived(sku, "paper 5", "later 1");
    say(RECEIVED, sku, refused); // and for ever
    say(RECEIVED, sku, receipt(sku, "last", 1));
    awaitReceived(sku, "paper 5", "later 1", "last 1");
    assertThat(asideOf(sku)).isEmpty();
    assertThat(send("GET", MESSAGES + "/" + id, "").status()).isEqualTo(404);
    assertThat(
            jdbc.queryForList(
                """
                select payload ->> 'decision' from event_log.domain_event
                 where payload_type like '%.HeardMessageDecided' and payload ->> 'about' = ?
                   and metadata ->> 'actor' = 'ops' order by position
                """,
                String.class, sku))
        .containsExactly("RETRY", "DISCARD");
  }

  @Test
  void what_cannot_be_understood_is_put_aside_and_is_done_when_it_can() {
    var order = place("tok_visa", Map.of(product("INBOX-", "3.00", 9), 1));
    awaitStatus(order, "PICKING");
    var strange = "order-" + UUID.randomUUID();
    say(DISPATCHED, strange, "no JSON at all");
    say(DISPATCHED, order, "{}");
    awaitAside(strange, 1);
    var aside = awaitAside(order, 1).getFirst();
    assertThat(aside.path("eventId").isNull()).isTrue();
    var reason = "?reason=a+test";
    assertThat(
            send("DELETE", MESSAGES + "/" + aside.path("id").asString() + reason, "", AS_OPERATOR)
                .status())
        .isEqualTo(200);
    var early =
        place("tok_visa", Map.of(product("INBOX-", "3.00", 0), 1)); // is cancelled: no goods
    awaitStatus(early, "CANCELLED");
    say(
        DISPATCHED,
        early,
        event(
            "warehouse.parcel.dispatched.v1",
            early,
            Map.of("orderId", early, "shipmentId", early.replace("order-", "shipment-")),
            ""));
    assertThat(awaitAside(early, 1).getFirst().path("reason").asString())
        .isEqualTo("There is no such shipment");
    for (var one : List.of(strange, early)) {
      var id = asideOf(one).getFirst().path("id").asString();
      send("DELETE", MESSAGES + "/" + id + reason, "", AS_OPERATOR);
    }
  }

  @Test
  void lists_are_paged() {
    var first = send("GET", MESSAGES + "?first=1", "");
    assertThat(first.status()).isEqualTo(200);
    assertThat(send("GET", MESSAGES + "?after=nonsense", "").status()).isEqualTo(400);
    assertThat(send("GET", MESSAGES + "/warehouse.goods-received-0-999", "").status())
        .isEqualTo(404);
    assertThat(send("GET", "/actuator/health", "").body().at("/status").asString()).isEqualTo("UP");
  }

  private static void say(String topic, String key, String body) {
    try {
      PRODUCER.send(new ProducerRecord<>(topic, key, body)).get();
    } catch (InterruptedException | ExecutionException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static String receipt(String sku, String receiptId, int quantity) {
    return event(
        "warehouse.goods.received.v1",
        sku,
        Map.of("sku", sku, "receiptId", receiptId, "quantity", quantity),
        "");
  }

  private static String event(String type, String subject, Map<String, ?> data, String because) {
    return JSON.writeValueAsString(
        Map.of(
            "specversion", "1.0",
            "id", UUID.randomUUID().toString(),
            "source", "/warehouse",
            "type", type,
            "subject", subject,
            "causationid", because,
            "data", data));
  }

  private static String idOf(String event) {
    return JSON.readTree(event).path("id").asString();
  }

  private void awaitReceived(String sku, String... receipts) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForList(
                            """
                            select (payload ->> 'receiptId') || ' ' || (payload ->> 'quantity')
                              from event_log.domain_event
                             where stream = ? and payload_type like '%.StockReceived' order by position
                            """,
                            String.class, "stock-" + sku))
                    .containsExactly(receipts));
  }

  private void awaitHeard(String subject, int messages) {
    await()
        .until(
            () ->
                jdbc.queryForObject(
                    "select count(*) from relay.heard where subject = ?", Integer.class, subject),
            count -> count != null && count == messages);
  }

  private List<JsonNode> awaitAside(String key, int messages) {
    return await().until(() -> asideOf(key), aside -> aside.size() == messages);
  }

  private List<JsonNode> asideOf(String key) {
    return send("GET", MESSAGES + "?first=200", "")
        .body()
        .valueStream()
        .filter(message -> message.path("key").asString().equals(key))
        .toList();
  }
}
