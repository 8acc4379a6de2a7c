package io.daybook.lab.saga;

import io.daybook.lab.experiment.Says;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.Shape;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills the coordinator of the sagas, a process of its own, as soon as the log has an event of an
 * order.
 */
public final class SagaTrials {
  private static final long PATIENCE_NANOS = 600_000_000_000L;
  private static final long POLL_NANOS = 1_000_000L;
  private static final String CONFIRMED = "OrderConfirmed";

  /** The steps of the saga, up to its pivot. */
  private static final List<String> MOMENTS =
      List.of(
          "OrderPlaced",
          "StockReserved",
          "PaymentAuthorized",
          "PaymentCaptureRequested",
          "PaymentCaptured");

  private SagaTrials() {}

  /**
   * One kill.
   *
   * @param moment the event upon which the process was killed
   * @param last the last event of the order when it was dead
   * @param waiting sessions of PostgreSQL that waited for a lock, and prepared transactions, then
   * @param acknowledgedMillis how long another customer of the same SKU waited for the answer
   * @param servedMillis from the coordinator's start until both orders were confirmed
   * @param outcome what has become of the two orders
   */
  public record Killed(
      String moment,
      String last,
      int waiting,
      double acknowledgedMillis,
      double servedMillis,
      String outcome) {

    /** Whether both orders were confirmed, and each step was done once. */
    public boolean isWell() {
      return outcome.equals("confirmed");
    }
  }

  /** Kills at every moment, or at the first; the coordinator is away so long each time. */
  public static List<Killed> alone(boolean quick, long outageMillis, Says says) throws Exception {
    says.line("Daybook is started: a shop, and a coordinator of sagas");
    var all = new ArrayList<Killed>();
    try (var platform = new Platform(Shape.of("command", "saga"))) {
      platform.start();
      await(platform, platform.order(platform.product()), CONFIRMED); // warm
      for (var moment : quick ? MOMENTS.subList(0, 1) : MOMENTS) {
        var one = killed(platform, moment, outageMillis);
        says.line(
            "saga killed upon %s (the log ended with %s): another customer's order was taken in %,.0f ms; %,.0f ms after the start both: %s"
                .formatted(
                    one.moment(),
                    one.last(),
                    one.acknowledgedMillis(),
                    one.servedMillis(),
                    one.outcome()));
        all.add(one);
      }
    }
    return all;
  }

  /**
   * One of two was killed.
   *
   * @param moment the event upon which it was killed
   * @param acknowledgedMillis how long another customer of the same SKU waited for the answer
   * @param doneMillis from the kill until the first order was confirmed
   * @param otherDoneMillis from the kill until the other customer's was
   * @param outcome what has become of the two orders
   */
  public record OneOfTwo(
      String moment,
      double acknowledgedMillis,
      double doneMillis,
      double otherDoneMillis,
      String outcome) {}

  /** Two coordinators share the sagas; one is killed, and does not come back before all is done. */
  public static List<OneOfTwo> oneOfTwo(boolean quick, Says says) throws Exception {
    says.line("Daybook is started: a shop, and two coordinators of sagas");
    var all = new ArrayList<OneOfTwo>();
    try (var platform = new Platform(Shape.of("command", "saga", "saga"))) {
      platform.start();
      await(platform, platform.order(platform.product()), CONFIRMED); // warm
      var victim = 1;
      for (var moment : quick ? MOMENTS.subList(0, 1) : MOMENTS) {
        awaitShared(platform);
        var sku = platform.product();
        var order = platform.order(sku);
        await(platform, order, moment);
        platform.process(victim).kill();
        var dead = System.nanoTime();
        var other = platform.order(sku);
        var acknowledged = (System.nanoTime() - dead) / 1e6;
        var done = confirmedAfter(platform, List.of(order, other), dead);
        var one =
            new OneOfTwo(
                moment,
                acknowledged,
                done.getFirst(),
                done.getLast(),
                outcome(platform, List.of(order, other)));
        says.line(
            "one of two killed upon %s: another customer's order was taken in %,.0f ms and confirmed in %,.0f, the first in %,.0f: %s"
                .formatted(
                    moment, acknowledged, one.otherDoneMillis(), one.doneMillis(), one.outcome()));
        all.add(one);
        platform.process(victim).start();
        platform.process(victim).awaitUp();
        victim = 3 - victim;
      }
    }
    return all;
  }

  /** Of each order, how many milliseconds after an instant it was seen to be confirmed. */
  private static List<Double> confirmedAfter(Platform platform, List<String> orders, long since)
      throws SQLException {
    var millis = new TreeMap<String, Double>();
    while (millis.size() < orders.size()) {
      for (var order : orders) {
        if (!millis.containsKey(order)
            && platform.events(order).stream()
                .map(SagaTrials::simple)
                .anyMatch(CONFIRMED::equals)) {
          millis.put(order, (System.nanoTime() - since) / 1e6);
        }
      }
      if (System.nanoTime() - since > PATIENCE_NANOS) {
        throw new IllegalStateException("Only these are confirmed: " + millis);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return orders.stream().map(millis::get).toList();
  }

  /** Until each of the two that live has some of the segments. */
  private static void awaitShared(Platform platform) throws SQLException {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    while (Integer.parseInt(
            platform
                .ask(
                    "select count(distinct owner) from event_log.token_entry join event_log.process on name = owner where processor_name = 'OrderFulfilmentSagaProcessor' and beat_at > now() - interval '4 s'")
                .getFirst())
        < 2) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException("One of them has all segments");
      }
      LockSupport.parkNanos(100 * POLL_NANOS);
    }
  }

  private static Killed killed(Platform platform, String moment, long outageMillis)
      throws Exception {
    var sku = platform.product();
    var order = platform.order(sku);
    await(platform, order, moment);
    platform.process(1).kill();
    var dead = System.nanoTime();
    var last = platform.events(order).getLast();
    var asked = System.nanoTime();
    var other = platform.order(sku);
    var acknowledged = (System.nanoTime() - asked) / 1e6;
    var waiting = platform.waiting();
    LockSupport.parkNanos(dead + outageMillis * 1_000_000 - System.nanoTime());
    var back = System.nanoTime();
    platform.process(1).start();
    await(platform, order, CONFIRMED);
    await(platform, other, CONFIRMED);
    var served = (System.nanoTime() - back) / 1e6;
    return new Killed(
        moment,
        simple(last),
        waiting,
        acknowledged,
        served,
        outcome(platform, List.of(order, other)));
  }

  private static String outcome(Platform platform, List<String> orders) throws SQLException {
    for (var order : orders) {
      var events = platform.events(order).stream().map(SagaTrials::simple).toList();
      for (var once : List.of("StockReserved", "PaymentCaptured", CONFIRMED)) {
        var times = events.stream().filter(once::equals).count();
        if (times != 1) {
          return once + " " + times + " times";
        }
      }
    }
    return "confirmed";
  }

  private static void await(Platform platform, String order, String event) throws SQLException {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    while (platform.events(order).stream().map(SagaTrials::simple).noneMatch(event::equals)) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException(order + " has no " + event + ": " + platform.events(order));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
