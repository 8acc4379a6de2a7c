package io.daybook.lab.clocks;

import io.daybook.lab.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One stream that is written to as fast as one write follows another, where each answer is held
 * back until its time is certainly past: twice the uncertainty of the clock, as Spanner does
 * (Corbett and others, 2012).
 */
final class CommitWait {
  private static final List<Double> MILLIS = List.of(0.0, 1.0, 7.0, 100.0, 300_000.0);
  private static final double LONGEST_MEASURED = 1_000;
  private static final int REFUSED_FROM = 300;

  private CommitWait() {}

  /**
   * What an uncertainty costs.
   *
   * @param epsilonMillis the clock is off by so much at most, either way
   * @param computed writes a second, from the time that one takes without waiting
   * @param measured the same; NaN where one wait is longer than the experiment
   */
  record Cost(double epsilonMillis, double computed, double measured) {}

  static List<Cost> measure(Platform platform, String sku, int seconds) throws Exception {
    rate(platform, sku, 0, 1); // warm
    var free = rate(platform, sku, 0, seconds);
    var costs = new ArrayList<Cost>();
    for (var epsilon : MILLIS) {
      var computed = 1_000 / (1_000 / free + 2 * epsilon);
      costs.add(
          new Cost(
              epsilon,
              computed,
              epsilon > LONGEST_MEASURED
                  ? Double.NaN
                  : epsilon == 0 ? free : rate(platform, sku, epsilon, seconds)));
    }
    return costs;
  }

  private static double rate(Platform platform, String sku, double epsilonMillis, int seconds)
      throws Exception {
    var begun = System.nanoTime();
    int writes = 0;
    while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(seconds)) {
      var answer =
          platform.send(
              Skewed.BEHIND,
              "PUT",
              "/api/products/" + sku + "/name",
              "clerk",
              Map.of("name", epsilonMillis + " " + begun + " " + writes),
              Map.of());
      if (answer.statusCode() >= REFUSED_FROM) {
        throw new IllegalStateException(answer.statusCode() + " " + answer.body());
      }
      Skewed.sleep((long) (2 * epsilonMillis * 1e6));
      writes++;
    }
    return writes / ((System.nanoTime() - begun) / 1e9);
  }
}
