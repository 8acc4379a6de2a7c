package io.daybook.app.chaos;

import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.Faults.Rule;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What goes wrong at the outside while others are killed, by a plan that a seed decides. */
record ChaosFaults(Faults faults, long seed) {
  /**
   * The provider forgets its keys, and is away, for an hour or a day on a clock that runs faster.
   */
  private static final Duration KEY_LIFE = Duration.ofSeconds(10);

  static final Duration AWAY = Duration.ofSeconds(12);

  private static final List<Rule> ALL_THE_TIME =
      List.of(
          new Rule("*", "/v1/", Kind.RESET_BEFORE, 0.03, 0, null),
          new Rule("*", "/v1/", Kind.RESET_AFTER, 0.05, 0, null),
          new Rule("*", "/carrier/", Kind.RESET_BEFORE, 0.03, 0, null),
          new Rule("*", "/carrier/", Kind.RESET_AFTER, 0.05, 0, null),
          new Rule("*", null, Kind.ERROR, 0.05, 0, null),
          new Rule("payments.*", null, Kind.STORED_ERROR, 0.02, 0, null),
          new Rule("payments.*", null, Kind.STORED_ERROR_AFTER, 0.02, 0, null),
          new Rule("*", null, Kind.RATE_LIMIT, 0.03, 0, null),
          new Rule("*", null, Kind.LATENCY, 0.10, 150, null),
          new Rule("payments.create", null, Kind.DECLINE, 0.03, 0, null),
          new Rule("webhook", null, Kind.DUPLICATE_WEBHOOK, 0.2, 0, null),
          new Rule("webhook", null, Kind.LOST_WEBHOOK, 0.2, 0, null));

  void begin() {
    plan();
  }

  /** One side is away for longer than any call is repeated before it is parked. */
  void outage(String side) {
    plan(Rule.outage(side));
    LockSupport.parkNanos(AWAY.toNanos());
    plan();
  }

  void end() {
    faults.plan(new Faults.Plan(0, List.of()));
  }

  /** What goes wrong all the time, and what else does now; the provider forgets its keys early. */
  private void plan(Rule... more) {
    var rules = Stream.concat(Stream.of(more), ALL_THE_TIME.stream()).toList();
    faults.plan(new Faults.Plan(seed, rules, KEY_LIFE.toMillis()));
  }
}
