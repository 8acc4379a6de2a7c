package io.daybook.lab.saga;

import io.daybook.lab.experiment.Says;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Kills the coordinator of the sagas as soon as the log has an event of an order. */
public final class SagaTrials {
  /** Where the platform's jar is. */
  public static final String JAR = "daybook.lab.platform";

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

  /** Whether there is a platform to kill. */
  public static boolean canRun() {
    return Files.exists(jar());
  }

  /** That jar. */
  public static Path jar() {
    return Path.of(System.getProperty(JAR, "app/target/daybook-exec.jar")).toAbsolutePath();
  }

  /** Kills at every moment, or at the first; the coordinator is away so long each time. */
  public static List<Killed> run(boolean quick, long outageMillis, Says says) throws Exception {
    says.line("Daybook is started: a shop, and a coordinator of sagas");
    var all = new ArrayList<Killed>();
    try (var platform = new Platform(jar())) {
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

  private static Killed killed(Platform platform, String moment, long outageMillis)
      throws Exception {
    var sku = platform.product();
    var order = platform.order(sku);
    await(platform, order, moment);
    platform.coordinator().kill();
    var dead = System.nanoTime();
    var last = platform.events(order).getLast();
    var asked = System.nanoTime();
    var other = platform.order(sku);
    var acknowledged = (System.nanoTime() - asked) / 1e6;
    var waiting = platform.waiting();
    LockSupport.parkNanos(dead + outageMillis * 1_000_000 - System.nanoTime());
    var back = System.nanoTime();
    platform.coordinator().start();
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
