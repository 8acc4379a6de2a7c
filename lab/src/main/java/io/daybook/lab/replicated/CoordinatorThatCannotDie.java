package io.daybook.lab.replicated;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.shop.Servers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/** Experiment 4: as experiment 1, but the decisions are in a log that three peers keep. */
public final class CoordinatorThatCannotDie implements Experiment {
  private static final int MANY = 16;
  private static final int LONG_ROUND_TRIP_MILLIS = 5;

  @Override
  public String name() {
    return "coordinator-that-cannot-die";
  }

  @Override
  public String question() {
    return "Who waits, and for how long, when the decisions of a two-phase commit are in a"
        + " replicated log and any of its three coordinators dies, and what does that cost?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    var struck = new ArrayList<Struck>();
    var near = new ArrayList<Pace>();
    var far = new ArrayList<Pace>();
    says.line("three PostgreSQL servers and three peers of the log are started");
    try (var servers = Servers.three()) {
      try (var cluster = new Cluster(servers, 0)) {
        var trials = new StrikeTrials(servers, cluster);
        for (var strike : Strike.values()) {
          for (var point : quick ? List.of(Point.PREPARED_3, Point.DECIDED) : strike.points()) {
            struck.add(told(trials.struck(strike, point), says));
          }
        }
        near.addAll(paces(cluster, quick, says));
      }
      if (!quick) {
        says.line("three peers with %d ms between them".formatted(LONG_ROUND_TRIP_MILLIS));
        try (var cluster = new Cluster(servers, LONG_ROUND_TRIP_MILLIS)) {
          far.addAll(paces(cluster, false, says));
        }
      }
    }
    var tables = new ArrayList<Table>();
    tables.add(strikes(struck));
    tables.add(costs("What a decision costs, no network between the peers", near));
    if (!far.isEmpty()) {
      tables.add(
          costs(
              "The same, with a round trip of %d ms between the peers"
                  .formatted(LONG_ROUND_TRIP_MILLIS),
              far));
    }
    return new Result(
        tables, List.of(), picture(struck), Conclusions.of(struck, near), Conclusions.limits());
  }

  private static Struck told(Struck one, Says says) {
    says.line(
        "%s %s: elected after %,.0f ms, ended after %,.0f ms, the longest of %d customers waited %,.0f ms: %s; later: %s"
            .formatted(
                one.strike().words(),
                one.point().words(),
                one.electedMillis(),
                one.endedMillis(),
                one.waitedMillis().size(),
                one.longestMillis(),
                one.outcome(),
                one.later()));
    return one;
  }

  /** One log after the other, so that both have the same machine. */
  private static List<Pace> paces(Cluster cluster, boolean quick, Says says) {
    var paces = new ArrayList<Pace>();
    for (var work : Pace.Work.values()) {
      for (int callers : work == Pace.Work.DECISION ? List.of(1, MANY) : List.of(MANY)) {
        for (var log : Pace.Log.values()) {
          var pace = cluster.pace(log, work, callers, quick ? 300 : 3_000, quick ? 700 : 8_000);
          says.line(
              "%s, %s, %d callers: %,.0f a second, p50 %.2f ms, p99 %.2f ms"
                  .formatted(
                      work.words(),
                      log.words(),
                      callers,
                      pace.perSecond(),
                      pace.p50Millis(),
                      pace.p99Millis()));
          paces.add(pace);
        }
      }
    }
    return paces;
  }

  private static Table strikes(List<Struck> all) {
    return new Table(
        "A peer is struck, and the two others go on without it",
        List.of(
            "struck",
            "at",
            "elected, ms",
            "nothing prepared, ms",
            "customers of the same SKU that wait",
            "the longest wait, ms",
            "customer of another SKU, ms",
            "next order through the peers, ms",
            "the order",
            "after it is back"),
        all.stream()
            .map(
                one ->
                    List.<Object>of(
                        one.strike().words(),
                        one.point().words(),
                        one.electedMillis(),
                        one.endedMillis(),
                        one.waiting() + " of " + one.waitedMillis().size(),
                        one.longestMillis(),
                        one.otherMillis(),
                        one.nextMillis(),
                        one.outcome(),
                        one.later()))
            .toList());
  }

  private static Table costs(String title, List<Pace> paces) {
    return new Table(
        title,
        List.of("what", "the log", "callers", "a second", "p50 ms", "p99 ms"),
        paces.stream()
            .map(
                one ->
                    List.<Object>of(
                        one.work().words(),
                        one.log().words(),
                        one.callers(),
                        one.perSecond(),
                        String.format(Locale.ROOT, "%.2f", one.p50Millis()),
                        String.format(Locale.ROOT, "%.2f", one.p99Millis())))
            .toList());
  }

  private static Bars picture(List<Struck> struck) {
    var points = List.of(Point.values());
    var series = new LinkedHashMap<String, List<Double>>();
    for (var strike : List.of(Strike.LEADER_KILLED, Strike.FOLLOWER_KILLED)) {
      series.put(
          strike.words(),
          points.stream()
              .map(
                  point ->
                      struck.stream()
                          .filter(one -> one.strike() == strike && one.point() == point)
                          .mapToDouble(Struck::longestMillis)
                          .max()
                          .orElse(0))
              .toList());
    }
    return new Bars(
        "How long customers of the same SKU wait at most",
        "struck",
        "ms",
        points.stream().map(Point::words).toList(),
        series,
        false);
  }
}
