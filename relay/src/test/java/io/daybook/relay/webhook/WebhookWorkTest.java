package io.daybook.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WebhookWorkTest {
  private static final Duration PATIENCE = Duration.ofDays(3);
  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final int MOST = 4;

  private final WebhookWork work =
      new WebhookWork(new Backoff(FIRST, Duration.ofHours(1), () -> 1), PATIENCE);
  private Instant now = Instant.parse("2026-11-29T08:00:00Z");

  @Test
  void orders_are_delivered_side_by_side_and_each_in_its_order() {
    take("a1", "a2", "b3", "a4", "c5");
    var first = all();
    assertThat(first).extracting(WebhookWorkTest::name).containsExactly("a1", "b3", "c5");
    assertThat(all()).isEmpty();
    answer(first.getFirst(), 200);
    assertThat(all()).extracting(WebhookWorkTest::name).containsExactly("a2");
  }

  @Test
  void no_more_are_under_way_than_told() {
    take("a1", "b2", "c3", "d4", "e5");
    assertThat(all()).hasSize(MOST);
  }

  @Test
  void what_failed_holds_back_its_order_and_no_other() {
    take("a1", "a2", "b3");
    var first = all();
    answer(first.get(0), 500);
    answer(first.get(1), 200);
    assertThat(all()).isEmpty();
    assertThat(work.isSettled()).isTrue();
    assertThat(work.changes().held())
        .extracting(one -> one.delivery().position())
        .containsExactly(1L, 2L);
    assertThat(work.changes().held().get(0).dueAt()).isEqualTo(now.plus(FIRST));
    work.written();
    take("a4", "b5");
    assertThat(all()).extracting(WebhookWorkTest::name).containsExactly("b5");
    assertThat(work.changes().held())
        .extracting(one -> one.delivery().position())
        .containsExactly(4L);
  }

  @Test
  void what_is_held_back_is_delivered_and_what_is_behind_it_may_follow() {
    work.begin(EndpointMood.well(), List.of(held("a", 1), held("a", 2)));
    work.retry(List.of(held("a", 1)));
    var again = all();
    assertThat(again).extracting(one -> one.delivery().position()).containsExactly(1L);
    answer(again.getFirst(), 204);
    assertThat(work.changes().done()).extracting(Delivery::position).containsExactly(1L);
    assertThat(work.wantsDue()).isTrue();
    work.retry(List.of(held("a", 2)));
    answer(all().getFirst(), 204);
    assertThat(work.hasHeld()).isFalse();
    take("a3");
    assertThat(all()).extracting(WebhookWorkTest::name).containsExactly("a3");
  }

  /** It fails alone, so the endpoint is there. */
  @Test
  void one_delivery_that_never_succeeds_does_not_make_the_endpoint_wait() {
    take("a1");
    answer(all().getFirst(), 422);
    for (int i = 0; i < 20; i++) {
      work.retry(List.of(held("a", 1)));
      answer(all().getFirst(), 422);
    }
    assertThat(work.mood().isAway()).isFalse();
    take("b2");
    assertThat(all()).extracting(WebhookWorkTest::name).containsExactly("b2");
  }

  @Test
  void several_that_fail_are_the_endpoint_which_is_then_asked_with_pauses() {
    failThree();
    assertThat(work.mood().isAway()).isTrue();
    take("d4", "e5");
    assertThat(all()).isEmpty();
    now = now.plus(FIRST);
    var probe = all();
    assertThat(probe).extracting(WebhookWorkTest::name).containsExactly("d4");
    answer(probe.getFirst(), 0);
    now = now.plus(FIRST);
    assertThat(all()).isEmpty();
    now = now.plus(FIRST);
    answer(all().getFirst(), 200);
    assertThat(work.mood().isWell()).isTrue();
    assertThat(work.changes().wakesHeld()).isTrue();
  }

  @Test
  void an_endpoint_that_fails_for_too_long_is_given_up_and_what_is_held_back_is_not() {
    failThree();
    now = now.plus(PATIENCE);
    take("d4");
    answer(all().getFirst(), 0);
    assertThat(work.ended()).isEqualTo(DisabledBecause.FAILING);
    assertThat(work.changes().held()).allMatch(one -> one.givenUpAt() == null);
    assertThat(all()).isEmpty();
  }

  @Test
  void a_delivery_that_fails_for_too_long_is_given_up_and_its_order_goes_on() {
    var old =
        new Delivery(1, "t", ToldForTests.order("a").toString(), 40, now.minus(PATIENCE), true);
    work.begin(EndpointMood.well(), List.of(old, held("a", 2)));
    work.retry(List.of(old));
    answer(all().getFirst(), 500);
    assertThat(work.changes().held().getFirst().givenUpAt()).isEqualTo(now);
    assertThat(work.ended()).isNull();
    work.retry(List.of(held("a", 2)));
    assertThat(all()).hasSize(1);
  }

  @Test
  void an_endpoint_that_is_gone_is_told_nothing_more() {
    take("a1", "b2");
    answer(all().getFirst(), 410);
    assertThat(work.ended()).isEqualTo(DisabledBecause.GONE);
    assertThat(work.changes().held()).hasSize(1);
  }

  @Test
  void a_receiver_that_asks_for_time_gets_it() {
    take("a1", "b2");
    var sending = work.next(now, 1);
    answer(sending, 429, Duration.ofMinutes(2));
    assertThat(all()).isEmpty();
    assertThat(work.changes().held().getFirst().dueAt()).isEqualTo(now.plusSeconds(120));
    now = now.plusSeconds(120);
    assertThat(all()).extracting(WebhookWorkTest::name).containsExactly("b2");
  }

  @Test
  void what_was_not_attempted_is_not_forgotten() {
    take("a1", "a2");
    var sending = all().getFirst();
    work.notAttempted(sending);
    assertThat(work.isSettled()).isFalse();
    assertThat(all()).extracting(WebhookWorkTest::name).containsExactly("a1");
  }

  private void failThree() {
    take("a1", "b2", "c3");
    all().forEach(one -> answer(one, 0));
    work.written();
  }

  private void take(String... names) {
    work.take(
        List.of(names).stream()
            .map(name -> ToldForTests.of(name.substring(0, 1), Long.parseLong(name.substring(1))))
            .toList());
  }

  private List<Sending> all() {
    var all = new ArrayList<Sending>();
    for (var next = work.next(now, MOST); next != null; next = work.next(now, MOST)) {
      all.add(next);
    }
    return all;
  }

  private void answer(Sending sending, int status) {
    answer(sending, status, null);
  }

  private void answer(@Nullable Sending sending, int status, @Nullable Duration retryAfter) {
    assertThat(sending).isNotNull();
    var failure = status / 100 == 2 ? null : status == 0 ? Failure.TIMED_OUT : Failure.REFUSED;
    var answer = new Answer(status, failure, Duration.ofMillis(3), retryAfter);
    work.attempted(new Outcome(sending.delivery(), "id", now, answer), now);
  }

  private static Delivery held(String letter, long position) {
    return new Delivery(position, "t", ToldForTests.order(letter).toString(), 1, null, true);
  }

  private static String name(Sending sending) {
    for (var letter : List.of("a", "b", "c", "d", "e")) {
      if (ToldForTests.order(letter).toString().equals(sending.delivery().subject())) {
        return letter + sending.delivery().position();
      }
    }
    return "?";
  }
}
