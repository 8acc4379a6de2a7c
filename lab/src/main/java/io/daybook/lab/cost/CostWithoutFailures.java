package io.daybook.lab.cost;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.shop.Servers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;

/** Experiment 2: the price of a distributed commit while nothing fails. */
public final class CostWithoutFailures implements Experiment {
  private static final List<Integer> DISTANCES = List.of(0, 1, 5, 20);
  private static final List<Integer> MILLIS = List.of(2_000, 5_000);
  private static final List<Integer> FEW_MILLIS = List.of(1_000, 2_000);

  @Override
  public String name() {
    return "cost-without-failures";
  }

  @Override
  public String question() {
    return "What does a two-phase commit cost while nothing fails, near and far, with many SKUs and"
        + " with one that everybody wants?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    var all = new ArrayList<Measurement>();
    says.line("three PostgreSQL servers are started, and one");
    try (var three = Servers.three();
        var one = Servers.one()) {
      for (var isHot : List.of(false, true)) {
        for (var distance : quick ? List.of(0, 5) : DISTANCES) {
          for (var way : quick ? List.of(Way.ONE_DATABASE, Way.XA) : List.of(Way.values())) {
            var measured =
                Measurement.of(three, one, way, isHot, distance, quick ? FEW_MILLIS : MILLIS);
            says.line(
                "%s, %s, %d ms between: %,.0f orders a second"
                    .formatted(way.words(), skus(isHot), distance, measured.perSecond()));
            all.add(measured);
          }
        }
      }
    }
    return new Result(
        List.of(table(all, false), table(all, true)),
        List.of(),
        picture(all),
        findings(all),
        List.of(
            "What your machines do: all callers, the transaction manager and all servers share the"
                + " processors and the one disk of this machine. Three servers on machines of their"
                + " own were not tried.",
            "What the network costs beyond its length: an answer is late by the round trip, nothing"
                + " is lost and no bandwidth is limited.",
            "How an order does as a saga: Daybook's own rows are missing here.",
            "Which is best at more than 16 callers, or how many a hot SKU bears when its"
                + " reservations are made in another way than by a row that is locked."));
  }

  private static Table table(List<Measurement> all, boolean isHot) {
    return new Table(
        "16 callers, " + skus(isHot),
        List.of(
            "how", "round trip, ms", "orders a second", "p50 ms", "p99 ms", "of one database, %"),
        all.stream()
            .filter(one -> one.isHot() == isHot)
            .sorted(
                Comparator.comparingInt(Measurement::roundTripMillis)
                    .thenComparing(Measurement::way))
            .map(
                one ->
                    List.<Object>of(
                        one.way().words(),
                        one.roundTripMillis(),
                        one.perSecond(),
                        one.p50Millis(),
                        one.p99Millis(),
                        share(all, one)))
            .toList());
  }

  private static double share(List<Measurement> all, Measurement one) {
    return 100
        * one.perSecond()
        / find(all, Way.ONE_DATABASE, one.isHot(), one.roundTripMillis()).perSecond();
  }

  private static Measurement find(List<Measurement> all, Way way, boolean isHot, int distance) {
    return all.stream()
        .filter(one -> one.way() == way && one.isHot() == isHot)
        .filter(one -> one.roundTripMillis() == distance)
        .findFirst()
        .orElseThrow();
  }

  static List<Finding> findings(List<Measurement> all) {
    var shares =
        all.stream()
            .filter(one -> one.way() != Way.ONE_DATABASE)
            .mapToDouble(one -> share(all, one))
            .summaryStatistics();
    var farthest = all.stream().mapToInt(Measurement::roundTripMillis).max().orElse(0);
    var near =
        all.stream()
            .filter(one -> one.way() != Way.ONE_DATABASE)
            .max(Comparator.comparingDouble(Measurement::perSecond))
            .orElseThrow();
    var hotNear = find(all, Way.XA, true, 0);
    var hotFar = find(all, Way.XA, true, farthest);
    var oneFar = find(all, Way.ONE_DATABASE, true, farthest);
    return aboutTransactions(shares, near, hotNear, hotFar, oneFar);
  }

  private static List<Finding> aboutTransactions(
      DoubleSummaryStatistics shares,
      Measurement near,
      Measurement hotNear,
      Measurement hotFar,
      Measurement oneFar) {
    return List.of(
        new Finding(
            "Two-phase commit over three servers does %.0f to %.0f %% of what one transaction in one database does."
                .formatted(shares.getMin(), shares.getMax()),
            shares.getMax() < 100),
        new Finding(
            "At its best (%s, %s, %d ms between) it does %,.0f orders a second, half of them within %.1f ms. Who keeps coordinator and databases close together, and must have all or nothing at one instant, can have it."
                .formatted(
                    near.way().words(),
                    skus(near.isHot()),
                    near.roundTripMillis(),
                    near.perSecond(),
                    near.p50Millis()),
            near.perSecond() >= 100),
        new Finding(
            "A hot SKU pays for every round trip while it is locked: %,.0f orders a second with no network between, %,.1f with %d ms; one database does %,.1f there."
                .formatted(
                    hotNear.perSecond(),
                    hotFar.perSecond(),
                    hotFar.roundTripMillis(),
                    oneFar.perSecond()),
            hotFar.perSecond() < hotNear.perSecond() && hotFar.perSecond() < oneFar.perSecond()));
  }

  private static Bars picture(List<Measurement> all) {
    var distances = all.stream().map(Measurement::roundTripMillis).distinct().toList();
    var series = new LinkedHashMap<String, List<Double>>();
    for (var isHot : List.of(false, true)) {
      for (var way : Way.values()) {
        var rates =
            all.stream()
                .filter(one -> one.way() == way && one.isHot() == isHot)
                .map(Measurement::perSecond)
                .toList();
        if (!rates.isEmpty()) {
          series.put(way.words() + ", " + skus(isHot), rates);
        }
      }
    }
    return new Bars(
        "Orders a second",
        "round trip, ms",
        "orders a second",
        distances.stream().map(String::valueOf).toList(),
        series,
        true);
  }

  private static String skus(boolean isHot) {
    return isHot ? "one hot SKU" : "many SKUs";
  }
}
