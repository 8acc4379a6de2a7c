package io.daybook.lab.cost;

import io.daybook.lab.cost.DaybookCost.Measured;
import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.shop.Servers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;

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
        + " with one that everybody wants, and what does a saga?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    if (!quick && !Platform.isBuilt()) {
      throw new IllegalStateException("The platform is not built: ./mvnw -pl app -am package");
    }
    var bare = bare(quick, says);
    var daybook = Platform.isBuilt() ? daybook(quick, says) : List.<Measured>of();
    var all = new ArrayList<>(bare);
    daybook.forEach(one -> all.add(one.whole()));
    var costs = new Costs(all, daybook);
    var tables = new ArrayList<>(List.of(table(costs, false), table(costs, true)));
    if (!daybook.isEmpty()) {
      tables.add(answers(daybook));
    }
    return new Result(
        tables, List.of(), picture(costs), CostConclusions.of(costs), limits(daybook.isEmpty()));
  }

  private static List<Measurement> bare(boolean quick, Says says) throws Exception {
    var all = new ArrayList<Measurement>();
    says.line("three PostgreSQL servers are started, and one");
    try (var three = Servers.three();
        var one = Servers.one()) {
      for (var isHot : List.of(false, true)) {
        for (var distance : distances(quick)) {
          for (var way : quick ? List.of(Way.ONE_DATABASE, Way.XA, Way.SAGA) : Way.BARE) {
            var measured =
                Measurement.of(three, one, way, isHot, distance, quick ? FEW_MILLIS : MILLIS);
            say(measured, says);
            all.add(measured);
          }
        }
      }
    }
    return all;
  }

  private static List<Measured> daybook(boolean quick, Says says) throws Exception {
    var all = new ArrayList<Measured>();
    says.line("Daybook is started, and warmed");
    try (var daybook = new DaybookCost()) {
      for (var isHot : List.of(false, true)) {
        for (var distance : distances(quick)) {
          var measured = daybook.of(isHot, distance, quick ? FEW_MILLIS : MILLIS);
          say(measured.whole(), says);
          all.add(measured);
        }
      }
    }
    return all;
  }

  private static List<Integer> distances(boolean quick) {
    return quick ? List.of(0, 5) : DISTANCES;
  }

  private static void say(Measurement one, Says says) {
    says.line(
        "%s, %s, %d ms between: %,.0f orders a second"
            .formatted(
                one.way().words(),
                CostConclusions.skus(one.isHot()),
                one.roundTripMillis(),
                one.perSecond()));
  }

  private static Table table(Costs costs, boolean isHot) {
    return new Table(
        CostMain.CALLERS + " callers, " + CostConclusions.skus(isHot),
        List.of(
            "how", "round trip, ms", "orders a second", "p50 ms", "p99 ms", "of one database, %"),
        costs.all().stream()
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
                        costs.shareOfOneDatabase(one)))
            .toList());
  }

  private static Table answers(List<Measured> daybook) {
    return new Table(
        "Daybook: until the customer has the answer that the order is taken, and until it is"
            + " confirmed",
        List.of(
            "SKUs", "round trip, ms", "taken p50 ms", "p99 ms", "confirmed p50 ms", "its p99 ms"),
        daybook.stream()
            .map(
                one ->
                    List.<Object>of(
                        CostConclusions.skus(one.whole().isHot()),
                        one.whole().roundTripMillis(),
                        one.takenP50Millis(),
                        one.takenP99Millis(),
                        one.whole().p50Millis(),
                        one.whole().p99Millis()))
            .toList());
  }

  private static List<String> limits(boolean withoutDaybook) {
    return List.of(
        "What your machines do: all callers, the transaction manager and all servers share the"
            + " processors and the one disk of this machine. Three servers on machines of their"
            + " own were not tried.",
        "What the network costs beyond its length: an answer is late by the round trip, nothing"
            + " is lost and no bandwidth is limited.",
        withoutDaybook
            ? "How an order does in Daybook: it was not built."
            : "That Daybook and the others do the same: its order is confirmed when the payment is"
                + " authorized and captured and the parcel booked at a sandbox over HTTP, and each"
                + " step is an event. Its processes are as far from its database and from the"
                + " sandbox as the others are from their databases; its callers are beside it, and"
                + " the sandbox answers at once, as no provider does.",
        "That the least of a saga is one: it has no compensation, no retries and nobody who looks"
            + " after what was begun and not ended. It writes what such a one would need.",
        "How many orders Daybook can take: %d callers each wait until their order is confirmed, which its customers need not. docs/performance.md has what it does when they do not."
            .formatted(CostMain.CALLERS),
        "Which is best at more than %d callers, or how many a hot SKU bears when its reservations are made in another way than by a row that is locked."
            .formatted(CostMain.CALLERS));
  }

  private static Bars picture(Costs costs) {
    var series = new LinkedHashMap<String, List<Double>>();
    for (var isHot : List.of(false, true)) {
      var skus = isHot ? ", hot SKU" : "";
      series.put("one database" + skus, rates(costs, way -> way == Way.ONE_DATABASE, isHot));
      series.put("XA, the better" + skus, rates(costs, Way::isTwoPhase, isHot));
      series.put("least of a saga" + skus, rates(costs, way -> way == Way.SAGA, isHot));
      if (costs.has(Way.DAYBOOK)) {
        series.put("Daybook" + skus, rates(costs, way -> way == Way.DAYBOOK, isHot));
      }
    }
    return new Bars(
        "Orders a second",
        "round trip, ms",
        "orders a second",
        costs.distances().stream().map(String::valueOf).toList(),
        series,
        true);
  }

  private static List<Double> rates(Costs costs, Predicate<Way> which, boolean isHot) {
    return costs.distances().stream()
        .map(distance -> costs.best(which, isHot, distance).perSecond())
        .toList();
  }
}
