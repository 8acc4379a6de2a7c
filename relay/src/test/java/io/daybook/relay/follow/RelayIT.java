package io.daybook.relay.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.relay.published.Announcement;
import io.daybook.relay.testing.NodeForTests;
import io.daybook.relay.testing.ShopForTests;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;

class RelayIT {
  private static final String ONE = RecipientsForTests.KIND + "/one";
  private static final String OTHER = RecipientsForTests.KIND + "/other";

  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private final List<ConfigurableApplicationContext> nodes = new ArrayList<>();
  private final ConfigurableApplicationContext node = node();
  private final RelayCursorTable cursors = node.getBean(RelayCursorTable.class);
  private final RecipientsForTests recipients = node.getBean(RecipientsForTests.class);
  private final ShopForTests shop = new ShopForTests(node.getBean(EventStore.class));

  private ConfigurableApplicationContext node() {
    var started = NodeForTests.start(database, RecipientsForTests.class, List.of());
    nodes.add(started);
    return started;
  }

  @AfterEach
  void stop() {
    nodes.forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void a_recipient_is_told_all_that_was_and_all_that_comes_in_the_order_of_the_log() {
    shop.sell(500);
    cursors.begin(ONE, -1, null);
    shop.sell(100);
    awaitTold(ONE, 3_000);
    assertThat(recipients.positions(ONE)).isEqualTo(positions(0, 2_999));
    await().untilAsserted(() -> assertThat(position(ONE)).isEqualTo(2_999));
  }

  @Test
  void what_many_are_told_is_mapped_once() {
    var names = IntStream.range(0, 200).mapToObj(i -> RecipientsForTests.KIND + "/" + i).toList();
    names.forEach(name -> cursors.begin(name, -1, null));
    await().until(() -> node.getBean(Relay.class).progress().size() == names.size());
    shop.sell(20);
    names.forEach(name -> awaitTold(name, 100));
    names.forEach(
        name -> {
          for (int i = 0; i < 100; i++) {
            assertThat(recipients.told(name).get(i))
                .isSameAs(recipients.told(names.getFirst()).get(i));
          }
        });
  }

  @Test
  void who_fails_is_told_again_from_where_it_was_and_holds_up_nobody() {
    var broken = new CompletableFuture<String>();
    recipients.answer(
        ONE,
        () ->
            broken.isDone()
                ? CompletableFuture.completedFuture("well")
                : CompletableFuture.failedFuture(new IllegalStateException("away")));
    cursors.begin(ONE, -1, null);
    cursors.begin(OTHER, -1, null);
    shop.sell(10);
    awaitTold(OTHER, 50);
    assertThat(recipients.told(ONE)).isEmpty();
    await().until(() -> trouble(ONE) != null);
    assertThat(trouble(ONE)).contains("away").contains("position -1");
    broken.complete("now");
    awaitTold(ONE, 50);
    assertThat(recipients.positions(ONE)).isEqualTo(positions(0, 49));
    await().until(() -> trouble(ONE) == null);
  }

  @Test
  void another_process_takes_over_and_what_the_former_one_stores_is_refused() {
    var stuck = new CompletableFuture<String>();
    recipients.answer(ONE, () -> stuck);
    cursors.begin(ONE, -1, null);
    shop.sell(10);
    await().until(() -> node.getBean(Relay.class).progress().size() == 1);
    var epoch = cursors.find(ONE).orElseThrow().epoch();
    var successor = node();
    silence(node);
    var told = successor.getBean(RecipientsForTests.class);
    await().until(() -> told.told(ONE).size() == 50);
    await().untilAsserted(() -> assertThat(position(ONE)).isEqualTo(49));
    assertThat(cursors.find(ONE).orElseThrow().epoch()).isGreaterThan(epoch);
    assertThat(cursors.move(List.of(new RelayCursorTable.Move(ONE, epoch, 7)))).isEmpty();
    stuck.complete("late");
    shop.sell(10);
    await().until(() -> told.told(ONE).size() == 100);
    assertThat(told.positions(ONE)).isEqualTo(positions(0, 99));
    await().untilAsserted(() -> assertThat(position(ONE)).isEqualTo(99));
  }

  @Test
  void a_cursor_that_is_set_back_is_told_again_and_one_with_an_end_is_told_no_more() {
    cursors.begin(ONE, -1, null);
    cursors.begin(OTHER, 9, 19L);
    shop.sell(10);
    awaitTold(ONE, 50);
    awaitTold(OTHER, 10);
    assertThat(recipients.positions(OTHER)).isEqualTo(positions(10, 19));
    await()
        .untilAsserted(() -> assertThat(cursors.find(OTHER).orElseThrow().isAtItsEnd()).isTrue());
    await().untilAsserted(() -> assertThat(position(ONE)).isEqualTo(49));
    assertThat(cursors.rewind(ONE, 29)).isTrue();
    awaitTold(ONE, 70);
    assertThat(recipients.positions(ONE).subList(50, 70)).isEqualTo(positions(30, 49));
    assertThat(cursors.forget(ONE)).isTrue();
    shop.sell(1);
    await()
        .until(
            () ->
                node.getBean(Relay.class).progress().stream()
                    .noneMatch(one -> one.cursor().name().equals(ONE)));
    assertThat(recipients.told(OTHER)).hasSize(10);
  }

  @Test
  void an_event_of_a_newer_release_is_waited_for_and_never_left_out() {
    cursors.begin(ONE, -1, null);
    shop.sell(2);
    node.getBean(JdbcTemplate.class)
        .update(
            """
            insert into event_log.domain_event
              (position, stream, version, stream_type, event_id, recorded_at, payload_type,
               payload_revision, payload, metadata)
            select max(position) + 1, 'order-x', 0, 'Order', gen_random_uuid()::text,
                   clock_timestamp(), 'io.daybook.schema.order.OrderSung', '1', '{}', '{}'
              from event_log.domain_event
            """);
    shop.sell(2);
    awaitTold(ONE, 10);
    await().until(() -> trouble(ONE) != null);
    assertThat(trouble(ONE)).contains("OrderSung");
    assertThat(recipients.positions(ONE)).isEqualTo(positions(0, 9));
  }

  private static List<Long> positions(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(Long::valueOf).toList();
  }

  private void awaitTold(String name, int number) {
    await().until(() -> recipients.told(name).size() >= number);
    assertThat(recipients.told(name)).extracting(Announcement::id).hasSize(number);
  }

  private long position(String name) {
    return cursors.find(name).orElseThrow().position();
  }

  private @Nullable String trouble(String name) {
    return node.getBean(Relay.class).progress().stream()
        .filter(one -> one.cursor().name().equals(name) && one.trouble() != null)
        .findFirst()
        .map(Relay.Progress::trouble)
        .orElse(null);
  }

  /** It lives, but gives no sign of it any more. */
  private static void silence(ConfigurableApplicationContext process) {
    process.getBean("attendance", SmartLifecycle.class).stop();
  }
}
