package io.daybook.relay.inbox;

import static io.daybook.relay.inbox.MessagesForTests.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.relay.inbox.InboxCommands.Answer;
import io.daybook.relay.inbox.InboxCommands.Carried;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the broker is told that messages were read. */
class InboxTest {
  private static final TopicPartition PART = new TopicPartition(HeardWords.GOODS_RECEIVED, 0);
  private static final InboxProperties PROPERTIES =
      new InboxProperties(
          "nowhere",
          Map.of(),
          "group",
          "warehouse",
          Duration.ofDays(1),
          100,
          Duration.ofMillis(20),
          Duration.ofMillis(50));

  private final MockConsumer<String, String> consumer = new MockConsumer<>("earliest");
  private final BooksForTests books = new BooksForTests();
  private final InboxState state = new InboxState();
  private final List<Wish> sent = new CopyOnWriteArrayList<>();
  private final AtomicReference<RuntimeException> away = new AtomicReference<>();
  private final Inbox inbox = new Inbox(() -> consumer, this::send, books, PROPERTIES, state);
  private long end;

  private CompletableFuture<Answer> send(Wish wish) {
    sent.add(wish);
    var failure = away.get();
    return failure == null
        ? CompletableFuture.completedFuture(new Carried(OptionalLong.of(1)))
        : CompletableFuture.failedFuture(failure);
  }

  @BeforeEach
  void listen() {
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(List.of(PART));
          consumer.updateBeginningOffsets(Map.of(PART, 0L));
        });
    inbox.start();
  }

  @AfterEach
  void stop() {
    inbox.stop();
  }

  @Test
  void messages_are_read_when_they_are_done() {
    say("t1", "t2");
    awaitRead(2);
    assertThat(sent).hasSize(2);
    assertThat(state.isAssigned()).isTrue();
    assertThat(state.trouble()).isNull();
  }

  @Test
  void what_cannot_be_done_now_is_not_read_and_nothing_is_asked_for_meanwhile() {
    away.set(new IllegalStateException("the log is away"));
    say("t1");
    await().until(() -> sent.size() > 2);
    assertThat(consumer.committed(Set.of(PART))).isEqualTo(Collections.emptyMap());
    assertThat(state.trouble()).contains("the log is away");
    say("t2"); // is not given out while we pause
    var before = sent.size();
    await().until(() -> sent.size() > before + 2);
    assertThat(Set.copyOf(sent)).hasSize(1);
    away.set(null);
    awaitRead(2);
    assertThat(Set.copyOf(sent)).hasSize(2);
    assertThat(books.aside).isEmpty();
    await().until(() -> state.trouble() == null);
  }

  @Test
  void what_goes_to_another_process_meanwhile_is_left_to_it() {
    away.set(new IllegalStateException("the log is away"));
    say("t1");
    await().until(() -> sent.size() > 2);
    consumer.schedulePollTask(() -> consumer.rebalance(List.of()));
    await().until(() -> state.trouble() == null); // nothing is left to do
    assertThat(consumer.committed(Set.of(PART))).isEqualTo(Collections.emptyMap());
  }

  private void say(String... receipts) {
    consumer.schedulePollTask(
        () -> {
          for (var receipt : receipts) {
            var heard = receipt(end, "TEA", receipt, 1);
            consumer.addRecord(
                new ConsumerRecord<>(
                    PART.topic(), PART.partition(), end, heard.key(), heard.body()));
            end++;
          }
        });
  }

  private void awaitRead(long offset) {
    await()
        .until(
            () -> consumer.committed(Set.of(PART)).get(PART),
            read -> read != null && read.offset() == offset);
  }
}
