package com.example.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.testing.PostgresForTests;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the warehouse makes of what it hears, in a database of its own. */
class WarehouseIT {
  private static final TopicPartition SHIPPING = new TopicPartition("daybook.shipping", 0);
  private static final TopicPartition INVENTORY = new TopicPartition("daybook.inventory", 0);

  private final HikariDataSource database = WarehouseDatabase.open(settings());
  private final JdbcClient jdbc = JdbcClient.create(database);
  private final PickTable picks = new PickTable(jdbc);
  private final ShelfTable shelves = new ShelfTable(jdbc);
  private final AnswerTable answers = new AnswerTable(jdbc);
  private final TransactionTemplate transaction =
      new TransactionTemplate(new JdbcTransactionManager(database));
  private final Stock stock = new Stock(shelves, picks, answers, transaction);
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final AtomicInteger heard = new AtomicInteger();
  private final Intake intake =
      new Intake(
          consumer, new InboxTable(jdbc), picks, shelves, transaction, heard::incrementAndGet);
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private long position = 100;

  private static Settings settings() {
    var one = PostgresForTests.newDatabase();
    return Settings.of(
        new String[] {
          "--jdbc-url=" + one.url(),
          "--jdbc-user=" + one.user(),
          "--jdbc-password=" + one.password()
        },
        Map.of());
  }

  @BeforeEach
  void listen() {
    consumer.rebalance(List.of(SHIPPING, INVENTORY));
    consumer.updateBeginningOffsets(Map.of(SHIPPING, 0L, INVENTORY, 0L));
  }

  @AfterEach
  void close() {
    intake.close();
    database.close();
  }

  @Test
  void a_parcel_is_picked_leaves_and_is_told_of_once() {
    stock.receive("paper", "TEA", 10);
    tell(started("order-1", "TEA", 2));
    assertThat(picks.due(9)).extracting(PickTable.Pick::orderId).containsExactly("order-1");
    var pick = picks.due(9).getFirst();
    assertThat(stock.dispatch(pick)).isTrue();
    assertThat(stock.dispatch(pick)).isFalse();
    assertThat(shelves.all()).containsExactly(new ShelfTable.Shelf("TEA", 8));
    assertThat(answers.unsent(9))
        .extracting(AnswerTable.Answer::type, AnswerTable.Answer::subject)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("warehouse.goods.received.v1", "TEA"),
            org.assertj.core.groups.Tuple.tuple("warehouse.parcel.dispatched.v1", "order-1"));
    tell(about("order-1", "daybook.shipping.dispatched.v1"));
    assertThat(state("order-1")).isEqualTo("CONFIRMED");
    assertThat(shelves.all()).containsExactly(new ShelfTable.Shelf("TEA", 8));
  }

  @Test
  void an_event_that_comes_again_has_no_effect() {
    var received = received("TEA", "somebody's paper", 5);
    tell(received);
    tell(received);
    tell(adjusted("TEA", -1), adjusted("TEA", -1));
    assertThat(shelves.all()).containsExactly(new ShelfTable.Shelf("TEA", 3));
    assertThat(jdbc.sql("select count(*) from inbox").query(Long.class).single()).isEqualTo(3);
  }

  @Test
  void what_it_has_told_itself_is_confirmed_and_not_booked_again() {
    stock.receive("paper", "TEA", 10);
    assertThat(stock.receive("paper", "TEA", 10)).isEqualTo(Stock.Receipt.BOOKED_BEFORE);
    assertThat(stock.receive("paper", "TEA", 11)).isEqualTo(Stock.Receipt.CONTRADICTED);
    tell(received("TEA", "paper", 10));
    assertThat(shelves.all()).containsExactly(new ShelfTable.Shelf("TEA", 10));
    assertThat(answers.unsent(9)).hasSize(1);
    assertThat(
            jdbc.sql("select count(*) from receipt where confirmed_at is not null")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void a_parcel_that_is_cancelled_in_time_stays_and_one_that_has_left_is_called_back() {
    stock.receive("paper", "TEA", 10);
    tell(started("order-1", "TEA", 2), started("order-2", "TEA", 3));
    stock.dispatch(pickOf("order-2"));
    tell(
        about("order-1", "daybook.shipping.picking-cancelled.v1"),
        about("order-2", "daybook.shipping.picking-cancelled.v1"));
    assertThat(state("order-1")).isEqualTo("CANCELLED");
    assertThat(state("order-2")).isEqualTo("CALLED_BACK");
    assertThat(picks.due(9)).isEmpty();
    assertThat(shelves.all()).containsExactly(new ShelfTable.Shelf("TEA", 10));
  }

  @Test
  void what_was_stopped_before_it_began_is_not_picked() {
    tell(about("order-1", "daybook.shipping.picking-cancelled.v1"));
    tell(started("order-1", "TEA", 2));
    assertThat(state("order-1")).isEqualTo("CANCELLED");
    assertThat(picks.due(9)).isEmpty();
  }

  @Test
  void a_parcel_that_somebody_dispatches_at_daybook_leaves_the_shelf_too() {
    stock.receive("paper", "TEA", 10);
    tell(started("order-1", "TEA", 2));
    tell(about("order-1", "daybook.shipping.dispatched.v1"));
    assertThat(state("order-1")).isEqualTo("CONFIRMED");
    assertThat(shelves.all()).containsExactly(new ShelfTable.Shelf("TEA", 8));
    assertThat(picks.due(9)).isEmpty();
  }

  @Test
  void what_is_not_understood_is_noted_and_holds_up_nobody() {
    var nonsense = "{\"id\": \"x\"}";
    tell(new Told(SHIPPING, "order-1", nonsense), started("order-1", "TEA", 2));
    assertThat(picks.due(9)).hasSize(1);
    assertThat(
            jdbc.sql("select event_id || ': ' || trouble from inbox where trouble is not null")
                .query(String.class)
                .list())
        .containsExactly("daybook.shipping-0-0: It has no type");
  }

  @Test
  void a_page_that_fails_comes_again_as_a_whole() {
    jdbc.sql("alter table pick_line add constraint broken check (quantity <> 7)").update();
    send(started("order-1", "TEA", 2), started("order-2", "TEA", 7));
    org.assertj.core.api.Assertions.assertThatThrownBy(intake::run).hasMessageContaining("broken");
    assertThat(picks.due(9)).isEmpty();
    assertThat(consumer.position(SHIPPING)).isZero();
    jdbc.sql("alter table pick_line drop constraint broken").update();
    // The mock forgets what was polled, a broker does not.
    ends.clear();
    position = 100;
    tell(started("order-1", "TEA", 2), started("order-2", "TEA", 7));
    assertThat(picks.due(9)).hasSize(2);
  }

  private record Told(TopicPartition where, String subject, String body) {}

  private void tell(Told... all) {
    var before = heard.get();
    send(all);
    intake.run();
    assertThat(heard.get()).isEqualTo(before + 1);
  }

  private void send(Told... all) {
    for (var told : all) {
      var offset = ends.merge(told.where(), 1L, Long::sum) - 1;
      consumer.addRecord(
          new ConsumerRecord<>(
              told.where().topic(),
              0,
              offset,
              told.subject(),
              told.body().getBytes(StandardCharsets.UTF_8)));
    }
  }

  private Told started(String order, String sku, int quantity) {
    return about(
        SHIPPING,
        "daybook.shipping.picking-started.v1",
        order,
        "\"shipmentId\": \"shipment-%s\", \"items\": [{\"sku\": \"%s\", \"quantity\": %d}]"
            .formatted(order, sku, quantity));
  }

  private Told about(String order, String type) {
    return about(SHIPPING, type, order, "\"shipmentId\": \"shipment-" + order + "\"");
  }

  private Told received(String sku, String receipt, int quantity) {
    return about(
        INVENTORY,
        "daybook.inventory.received.v1",
        sku,
        "\"receiptId\": \"%s\", \"quantity\": %d".formatted(receipt, quantity));
  }

  private Told adjusted(String sku, int difference) {
    return about(
        INVENTORY,
        "daybook.inventory.adjusted.v1",
        sku,
        "\"onHand\": 0, \"difference\": " + difference);
  }

  private Told about(TopicPartition where, String type, String subject, String data) {
    var body =
        """
        {"specversion": "1.0", "id": "%s", "source": "/daybook", "type": "%s", "subject": "%s",
         "position": "%d", "correlationid": "c", "data": {%s}}
        """
            .formatted(UUID.randomUUID(), type, subject, position++, data);
    return new Told(where, subject, body);
  }

  private PickTable.Pick pickOf(String order) {
    return picks.due(9).stream().filter(one -> one.orderId().equals(order)).findAny().orElseThrow();
  }

  private String state(String order) {
    return jdbc.sql("select state from pick_list where order_id = ?")
        .param(order)
        .query(String.class)
        .single();
  }
}
