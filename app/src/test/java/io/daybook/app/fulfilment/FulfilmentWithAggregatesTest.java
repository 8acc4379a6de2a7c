package io.daybook.app.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

/**
 * The fulfilment and the real aggregates, on a command bus in memory. However they, the other
 * sides, customers, operators, deadlines and crashes interleave, an order ends whole: shipped and
 * paid for, or as if it had never been.
 */
class FulfilmentWithAggregatesTest {
  private final OtherSidesForTests others = new OtherSidesForTests();
  private final AggregatesForTests aggregates = new AggregatesForTests();
  private final CallsForTests calls = new CallsForTests(aggregates, others);
  private final FollowerForTests saga = new FollowerForTests(aggregates);
  private final OrderForTests order = new OrderForTests(aggregates, others);

  /**
   * Steps are drawn from the seed: lists of chances would mostly be tried at their edges. So a
   * smaller seed is no simpler story, and nothing is shrunk.
   */
  @Property(tries = 2_000, shrinking = ShrinkingMode.OFF)
  void every_interleaving_ends_whole(
      @ForAll long seed, @ForAll @IntRange(min = 10, max = 200) int steps) {
    // One instance of the class is used for all tries, and each try is about an order of its own.
    new FulfilmentWithAggregatesTest().ends(seed, steps);
  }

  private void ends(long seed, int steps) {
    var random = new Random(seed);
    order.place(random.nextInt(10) == 0 ? 1 : 50);
    for (int i = 0; i < steps; i++) {
      step(random);
      assertNotShippedForNothing();
    }
    settle(false);
    assertRestsOrWaitsForAnOperator();
    order.restock();
    settle(true);
    assertEndedWhole();
  }

  private void step(Random random) {
    var payment = random.nextBoolean();
    switch (random.nextInt(41)) {
      case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 -> saga.follow();
      case 12, 13, 14, 15, 16, 17 -> calls.note();
      case 18, 19, 20, 21, 22 -> calls.attempt(payment, random.nextInt(12) > 0, true);
      case 23 -> calls.attempt(payment, random.nextInt(12) > 0, false);
      case 24, 25 -> calls.park(payment);
      case 26 -> calls.heal(payment);
      case 27, 28 -> saga.setBack(random.nextInt(6));
      case 29 -> saga.dieWhileFollowing(random.nextInt(3));
      case 30 -> reportOverdue();
      case 31, 32 -> order.moveTo("Street " + random.nextInt(3));
      case 33 -> cancelAtTimes(random);
      case 34 -> order.resume();
      case 35, 36 -> skipOne(random);
      case 37 -> order.dispatch();
      case 38 -> order.deliver();
      case 39 -> saga.followRefused();
      default -> order.restock();
    }
  }

  private void cancelAtTimes(Random random) {
    switch (random.nextInt(6)) {
      case 0 -> order.cancel();
      case 1 -> order.cancelParked();
      default -> {}
    }
  }

  private void skipOne(Random random) {
    var parked = order.parked().stream().toList();
    if (!parked.isEmpty()) {
      order.skip(parked.get(random.nextInt(parked.size())));
    }
  }

  /** A deadline has passed only when both processors have followed the log up to it. */
  private void reportOverdue() {
    if (calls.hasNotedAll()) {
      saga.reportOverdue();
    }
  }

  /** Lets everybody do their work, until nothing moves any more. */
  private void settle(boolean withPeople) {
    for (int quiet = 0; quiet < 40; quiet++) {
      int before;
      do {
        before = aggregates.log().size();
        for (int i = 0; i < 20; i++) {
          saga.follow();
          calls.note();
          calls.attempt(true, true, true);
          calls.attempt(false, true, true);
        }
      } while (before != aggregates.log().size() || !saga.hasFollowedAll() || !calls.hasNotedAll());
      if (!saga.rests()) {
        reportOverdue();
      }
      if (withPeople) {
        order.resume();
        order.dispatch();
        order.deliver();
      }
      if (before == aggregates.log().size()) {
        return;
      }
    }
  }

  private void assertNotShippedForNothing() {
    if (order.isDispatched()) {
      assertThat(others.hasMoney()).as(this::story).isTrue();
    }
  }

  private void assertRestsOrWaitsForAnOperator() {
    if (order.parked().isEmpty()) {
      assertThat(saga.rests()).as(this::story).isTrue();
    }
  }

  private void assertEndedWhole() {
    assertThat(saga.hasEnded()).as(this::story).isTrue();
    assertThat(calls.hasNothingLeft()).as(this::story).isTrue();
    assertThat(order.parked()).as(this::story).isEmpty();
    assertThat(order.reserved()).as(this::story).isEmpty();
    assertThat(order.wishes()).as(this::story).isEmpty();
    assertThat(order.isDispatched()).as(this::story).isNotEqualTo(order.isCancelled());
    assertThat(order.isCancellationAnswered()).as(this::story).isTrue();
    assertThat(others.hasMoney()).as(this::story).isEqualTo(order.isDispatched());
    if (order.isCancelled()) {
      assertThat(others.holdNothing()).as(this::story).isTrue();
    } else {
      assertThat(order.hasLeftTheBooks()).as(this::story).isTrue();
      assertThat(others.booked().values()).as(this::story).containsExactly(order.shown());
    }
  }

  private String story() {
    var lines = new StringBuilder(others.toString());
    aggregates.log().forEach(event -> lines.append("\n  ").append(event));
    return lines.append("\nat ").append(saga.fulfilment()).toString();
  }
}
