package io.daybook.lab.outage;

import io.daybook.lab.outage.Course.Tick;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.PlatformProcess;
import io.daybook.sandbox.Faults;
import io.daybook.sandbox.Faults.Kind;
import io.daybook.sandbox.Faults.Rule;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Lets the provider be away for a while, from a platform without one of its protections. */
final class OutageTrials {
  /** Orders whose call is lost, as if a person had deleted the row. */
  static final int LOST = 5;

  /** Of the requests to a provider that is away: the others are refused at once. */
  static final double NEVER_ANSWERED = 0.3;

  /** One request may take so long, with deadlines. */
  static final int ANSWER_SECONDS = 2;

  private static final String PAYMENTS = "payments.*";
  private static final long SEED = 8;
  private static final int FOR_EVER_MILLIS = 3_600_000;
  private static final long TICK_NANOS = 250_000_000L;

  /** Counts every request, and does nothing to it. */
  private static final Rule COUNTED = new Rule(PAYMENTS, null, Kind.LATENCY, 1, 0, null);

  private final Platform platform;
  private final Times times;

  OutageTrials(Platform platform, Times times) {
    this.platform = platform;
    this.times = times;
  }

  /** One outage. */
  Course run(Protection without) throws Exception {
    platform.faults().plan(new Faults.Plan(SEED, List.of(COUNTED)));
    start(without);
    var since =
        platform.ask("select coalesce(max(position), -1) from event_log.domain_event").getFirst();
    var before = calls();
    var ticks = new ArrayList<Tick>();
    try (var orders = new Orders(platform)) {
      orders.begin(times);
      var begun = System.nanoTime();
      var isAway = false;
      var isHurt = false;
      var isBack = false;
      for (var second = 0.0; second < times.end(); second = (System.nanoTime() - begun) / 1e9) {
        if (!isAway && second >= times.before()) {
          isAway = true;
          platform.faults().plan(away());
        }
        if (!isHurt && second >= times.before() + times.away() / 2.0) {
          isHurt = true;
          hurt(without);
        }
        if (!isBack && second >= times.back()) {
          isBack = true;
          platform.faults().plan(new Faults.Plan(SEED, List.of(COUNTED)));
        }
        var tick = tick(second, since, before);
        ticks.add(tick);
        if (isBack && tick.confirmed() + tick.cancelled() == orders.count()) {
          break;
        }
        LockSupport.parkNanos(TICK_NANOS);
      }
      orders.awaitAllPlaced();
      var course = new Course(without, times, ticks, orders.count(), parked());
      cleanUp();
      return course;
    }
  }

  /** The platform with one protection less, which it must have noticed. */
  private void start(Protection without) throws IOException, InterruptedException {
    var said = new ArrayList<Long>();
    for (var change : without.changes()) {
      said.add(coordinator().linesWith(Unprotected.SAID + change));
    }
    var words = new ArrayList<String>();
    words.add("--daybook.fulfilment.stage-deadline=" + times.deadline() + "s");
    words.add("--daybook.outside.payment.answer-within=" + ANSWER_SECONDS + "s");
    words.replaceAll(word -> without.settingInsteadOf(word));
    words.addAll(without.furtherSettings(words));
    coordinator().kill();
    coordinator().start(AgentJar.option(without.changes()), words);
    coordinator().awaitUp();
    for (int i = 0; i < said.size(); i++) {
      var change = without.changes().get(i);
      if (coordinator().linesWith(Unprotected.SAID + change) <= said.get(i)) {
        throw new IllegalStateException("It runs with " + change);
      }
    }
  }

  /** The process that acts for orders. */
  private PlatformProcess coordinator() {
    return platform.process(1);
  }

  private static Faults.Plan away() {
    return new Faults.Plan(
        SEED,
        List.of(
            new Rule(PAYMENTS, null, Kind.LATENCY, NEVER_ANSWERED, FOR_EVER_MILLIS, null),
            COUNTED,
            Rule.outage("payments")));
  }

  /** Some calls are lost, and perhaps one is made unreadable. */
  private void hurt(Protection without) throws SQLException {
    changed(LOST, "delete from outside.call");
    if (without == Protection.POISONED) {
      changed(1, "update outside.call set intent = '{\"poison\": true}'");
    }
  }

  /**
   * Changes the first calls that wait for their next attempt. A call that was never tried, or is
   * being tried, may be in the memory of the platform as well.
   */
  private void changed(int wanted, String change) throws SQLException {
    var rows =
        platform.change(
            """
            %s where key in (select key from outside.call
                              where port = 'PAYMENT' and done_at is null and held_until is null
                                and attempts > 0
                              order by seq limit %d for update)
            """
                .formatted(change, wanted));
    if (rows != wanted) {
      throw new IllegalStateException(rows + " calls: " + change);
    }
  }

  private int calls() {
    return platform.faults().injected().entrySet().stream()
        .filter(entry -> entry.getKey().startsWith("payments."))
        .filter(entry -> entry.getKey().endsWith("/" + Kind.LATENCY))
        .mapToInt(java.util.Map.Entry::getValue)
        .sum();
  }

  private Tick tick(double second, String since, int before) throws SQLException {
    var calls = calls() - before;
    var counts =
        platform
            .ask(
                "select count(*) filter (where payload_type like '%.OrderConfirmed') || ' ' ||"
                    + " count(*) filter (where payload_type like '%.OrderCancelled')"
                    + " from event_log.domain_event where position > "
                    + since)
            .getFirst()
            .split(" ", -1);
    return new Tick(second, calls, Integer.parseInt(counts[0]), Integer.parseInt(counts[1]));
  }

  private int parked() throws SQLException {
    return Integer.parseInt(
        platform
            .ask(
                "select count(*) from outside.call where parked_at is not null and done_at is null")
            .getFirst());
  }

  /** What is left shall not be in the next one's numbers. */
  private void cleanUp() throws Exception {
    coordinator().kill();
    platform.change(
        "update outside.call set done_at = now(), held_until = null where done_at is null");
    platform.change("delete from saga.waiting");
  }
}
