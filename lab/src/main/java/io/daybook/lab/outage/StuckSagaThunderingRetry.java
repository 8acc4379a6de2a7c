package io.daybook.lab.outage;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Curves;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.platform.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Experiment 8: the payment provider is away, and the platform has one protection less. */
public final class StuckSagaThunderingRetry implements Experiment {
  @Override
  public String name() {
    return "stuck-saga-thundering-retry";
  }

  @Override
  public String question() {
    return "What do deadlines, jitter, the circuit breaker and the sweeper each do when the payment"
        + " provider is away for a while, and what does a poisoned message do?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    if (!Platform.isBuilt()) {
      throw new IllegalStateException("The platform is not built: ./mvnw -pl app -am package");
    }
    var times = Times.of(quick);
    var courses = new ArrayList<Course>();
    says.line("Daybook is started: a shop, and who acts for orders");
    try (var platform = new Platform(Shape.of("command", "saga"))) {
      platform.start();
      var trials = new OutageTrials(platform, times);
      for (var without : Protection.values()) {
        var course = trials.run(without);
        says.line(
            "%s: %,d calls while the provider was away, at most %,d in a second after it; %d of %d orders stuck"
                .formatted(
                    without.words(),
                    course.callsWhileAway(),
                    course.mostCallsInASecond(),
                    course.stuck(),
                    course.placed()));
        courses.add(course);
      }
    }
    return new Result(
        List.of(table(courses, times)),
        List.of(),
        picture(courses),
        OutageConclusions.of(courses),
        OutageConclusions.limits(times),
        curves(courses, times));
  }

  private static Table table(List<Course> courses, Times times) {
    return new Table(
        "The payment provider is away for %d s; %d orders, of which %d come as it goes"
            .formatted(times.away(), courses.getFirst().placed(), Orders.AT_ONCE),
        List.of(
            "the platform",
            "calls while it is away",
            "calls in the first second after",
            "most calls in a second after",
            "confirmed",
            "cancelled",
            "stuck at the end",
            "calls parked at the end",
            "all done after, s"),
        courses.stream()
            .map(
                one ->
                    List.<Object>of(
                        one.without().words(),
                        one.callsWhileAway(),
                        one.callsInFirstSecond(),
                        one.mostCallsInASecond(),
                        one.last().confirmed(),
                        one.last().cancelled(),
                        one.stuck(),
                        one.parked(),
                        one.doneAfter() < 0
                            ? "not in %d".formatted(times.end() - times.back())
                            : "%.1f".formatted(one.doneAfter())))
            .toList());
  }

  private static Bars picture(List<Course> courses) {
    var series = new LinkedHashMap<String, List<Double>>();
    series.put("while it is away", each(courses, Course::callsWhileAway));
    series.put("most in a second after", each(courses, Course::mostCallsInASecond));
    return new Bars(
        "Calls at the payment provider",
        "the platform",
        "calls",
        courses.stream().map(one -> one.without().words()).toList(),
        series,
        false);
  }

  private static List<Double> each(List<Course> courses, ToDoubleFunction<Course> value) {
    return courses.stream().mapToDouble(value).boxed().toList();
  }

  private static List<Curves> curves(List<Course> courses, Times times) {
    var seconds =
        Stream.iterate(0.0, second -> second <= times.end(), second -> second + 0.5).toList();
    return List.of(
        curves(
            "confirmed",
            "Orders confirmed",
            "orders",
            seconds,
            courses,
            times,
            one -> one.confirmed(seconds)),
        curves(
            "calls",
            "Calls at the payment provider",
            "calls in a second",
            seconds,
            courses,
            times,
            one -> one.callsPerSecond(seconds)));
  }

  private static Curves curves(
      String key,
      String title,
      String values,
      List<Double> seconds,
      List<Course> courses,
      Times times,
      Function<Course, List<Double>> curve) {
    Map<String, List<Double>> series = new LinkedHashMap<>();
    courses.forEach(one -> series.put(one.without().words(), curve.apply(one)));
    return new Curves(key, title, values, seconds, series, times.before(), times.back());
  }
}
