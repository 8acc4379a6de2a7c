package io.daybook.relay.inbox;

import static io.daybook.relay.inbox.MessagesForTests.nonsense;
import static io.daybook.relay.inbox.MessagesForTests.receipt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.relay.inbox.InboxCommands.Answer;
import io.daybook.relay.inbox.InboxCommands.Carried;
import io.daybook.relay.inbox.InboxCommands.Declined;
import io.daybook.schema.inventory.ReceiveStock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InboxPageTest {
  private final BooksForTests books = new BooksForTests();
  private final List<String> sent = new ArrayList<>();
  private final Map<String, Answer> declined = new HashMap<>();
  private final Map<String, RuntimeException> away = new HashMap<>();
  private final Map<String, CompletableFuture<Answer>> slow = new HashMap<>();

  private CompletableFuture<Answer> send(Wish wish) {
    var receipt = ((ReceiveStock) wish.command()).receiptId();
    sent.add(receipt);
    if (slow.containsKey(receipt)) {
      return slow.get(receipt);
    }
    var failure = away.remove(receipt);
    return failure == null
        ? CompletableFuture.completedFuture(
            declined.getOrDefault(receipt, new Carried(OptionalLong.of(sent.size()))))
        : CompletableFuture.failedFuture(failure);
  }

  private InboxPage page(Heard... messages) {
    return new InboxPage(List.of(messages), this::send, books);
  }

  @Test
  void messages_of_one_line_are_done_one_after_another_and_lines_side_by_side() {
    slow.put("t1", new CompletableFuture<>());
    var page =
        page(receipt(1, "TEA", "t1", 1), receipt(2, "TEA", "t2", 1), receipt(3, "MUG", "m1", 1));
    var attempt = Thread.ofVirtual().start(() -> assertThat(page.attempt()).isNull());
    org.awaitility.Awaitility.await().until(() -> sent.equals(List.of("t1", "m1")));
    slow.get("t1").complete(new Carried(OptionalLong.empty()));
    assertThat(join(attempt)).isTrue();
    assertThat(sent).containsExactly("t1", "m1", "t2");
  }

  @Test
  void what_is_refused_is_put_aside_and_holds_back_its_own_line_only() {
    declined.put("t1", new Declined("rule goods-note-reused"));
    var page =
        page(
            receipt(1, "TEA", "t1", 1),
            receipt(2, "TEA", "t2", 1),
            receipt(3, "MUG", "m1", 1),
            receipt(4, "TEA", "t3", 1));
    assertThat(page.attempt()).isNull();
    assertThat(sent).containsExactly("t1", "m1");
    assertThat(books.aside)
        .extracting(InboxPage.Aside::reason)
        .containsExactly("rule goods-note-reused");
    assertThat(books.waiting)
        .extracting(said -> said.heard().place().offset())
        .containsExactly(2L, 4L);
  }

  @Test
  void what_is_not_understood_is_put_aside_and_what_comes_later_waits_behind_it() {
    assertThat(page(nonsense(1, "TEA"), receipt(2, "TEA", "t1", 1)).attempt()).isNull();
    assertThat(page(receipt(3, "TEA", "t2", 1), receipt(4, "MUG", "m1", 1)).attempt()).isNull();
    assertThat(sent).containsExactly("m1");
    assertThat(books.waiting).hasSize(2);
  }

  @Test
  void a_failure_that_passes_is_tried_again_and_never_put_aside() {
    away.put("t1", new IllegalStateException("the database is away"));
    var page =
        page(receipt(1, "TEA", "t1", 1), receipt(2, "TEA", "t2", 1), receipt(3, "MUG", "m1", 1));
    assertThat(page.attempt()).hasMessageContaining("the database is away");
    assertThat(sent).containsExactly("t1", "m1");
    assertThat(page.attempt()).isNull();
    assertThat(sent).containsExactly("t1", "m1", "t1", "t2");
    assertThat(books.aside).isEmpty();
  }

  @Test
  void a_message_that_comes_again_is_answered_without_a_command() {
    assertThat(page(receipt(1, "m-1", "TEA", "t1", 1)).attempt()).isNull();
    var again =
        page(
            receipt(7, "m-1", "TEA", "t1", 1),
            receipt(8, "m-2", "TEA", "t2", 1),
            receipt(9, "m-2", "TEA", "t2", 1));
    assertThat(again.attempt()).isNull();
    assertThat(sent).containsExactly("t1", "t2");
    assertThat(books.repeated)
        .extracting(said -> said.heard().place().offset())
        .containsExactly(7L, 9L);
  }

  @Test
  void what_could_not_be_written_down_is_sent_again_because_the_commands_know_it() {
    books.trouble = new IllegalStateException("no connection");
    var page = page(receipt(1, "TEA", "t1", 1));
    assertThatThrownBy(page::attempt).hasMessage("no connection");
    assertThat(page.attempt()).isNull();
    assertThat(sent).containsExactly("t1", "t1");
    assertThat(books.known).hasSize(1);
  }

  @Test
  void a_line_that_an_operator_sets_free_meanwhile_goes_on() {
    var message = receipt(1, "TEA", "t1", 1);
    books.held.add(message.line());
    books.setFree.add(message.line());
    var page = page(message);
    assertThat(page.attempt()).hasMessage("A line has come free");
    assertThat(page.attempt()).isNull();
    assertThat(sent).containsExactly("t1");
    assertThat(books.waiting).isEmpty();
  }

  @Test
  void what_has_moved_to_another_process_is_left_to_it() {
    var page = page(receipt(1, "TEA", "t1", 1), receipt(2, "MUG", "m1", 1));
    page.keepOnly(heard -> heard.key().equals("MUG"));
    assertThat(page.attempt()).isNull();
    assertThat(sent).containsExactly("m1");
  }

  @Test
  void a_long_line_needs_no_deep_stack() {
    var messages =
        LongStream.range(0, 1_000)
            .mapToObj(n -> receipt(n, "TEA", "t" + n, 1))
            .toArray(Heard[]::new);
    assertThat(page(messages).attempt()).isNull();
    assertThat(sent).hasSize(1_000);
  }

  private static boolean join(Thread thread) {
    try {
      return thread.join(java.time.Duration.ofSeconds(60));
    } catch (InterruptedException _) {
      return false;
    }
  }
}
