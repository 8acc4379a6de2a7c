package io.daybook.lab.blocked;

import io.daybook.lab.blocked.Trials.Decided;
import io.daybook.lab.blocked.Trials.Recovered;
import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.shop.Coordination;
import io.daybook.lab.shop.Servers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Experiment 1: one order over three PostgreSQL servers, and the coordinator is killed. */
public final class TwoPhaseCommitBlocked implements Experiment {
  private static final long OUTAGE_MILLIS = 3_000;
  private static final long SHORT_OUTAGE_MILLIS = 500;

  @Override
  public String name() {
    return "two-phase-commit-blocked";
  }

  @Override
  public String question() {
    return "Who waits, and for how long, when the coordinator of a two-phase commit dies, and what"
        + " if somebody decides in its place?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    var outage = quick ? SHORT_OUTAGE_MILLIS : OUTAGE_MILLIS;
    var recovered = new ArrayList<Recovered>();
    var decided = new ArrayList<Decided>();
    says.line("three PostgreSQL servers are started");
    try (var servers = Servers.three()) {
      var trials = new Trials(servers, outage);
      for (var point : quick ? List.of(KillPoint.PREPARED_3, KillPoint.COMMITTED_1) : all()) {
        var one = trials.recovered(point);
        says.line(
            "killed %s: prepared %s; another customer of the SKU waited %,.0f ms; then it came back: %s"
                .formatted(
                    point.words(), counts(one.prepared()), one.sameSkuMillis(), one.outcome()));
        recovered.add(one);
      }
      for (var point : quick ? List.of(KillPoint.COMMITTED_1) : all()) {
        for (var operator : quick ? List.of(Operator.ROLLS_BACK) : List.of(Operator.values())) {
          var one = trials.decided(point, operator);
          says.line(
              "killed %s, an operator %s: %s; then it came back: %s%s"
                  .formatted(
                      point.words(),
                      operator.words(),
                      one.outcome(),
                      one.later(),
                      one.warnings().isEmpty() ? "" : ", and warned"));
          one.warnings().forEach(says::line);
          decided.add(one);
        }
      }
    }
    return new Result(
        List.of(recoveries(recovered, outage), decisions(decided)),
        List.of(),
        picture(recovered),
        findings(recovered, decided, outage),
        limits(outage));
  }

  private static List<KillPoint> all() {
    return List.of(KillPoint.values());
  }

  private static Table recoveries(List<Recovered> all, long outage) {
    return new Table(
        "The coordinator is killed, is away for %,d ms, and comes back".formatted(outage),
        List.of(
            "killed",
            "`pg_prepared_xacts` (orders, stock, payments)",
            "customer of the same SKU, ms",
            "served while it is away",
            "customer of another SKU, ms",
            "recovery, ms",
            "the order in the end"),
        all.stream()
            .map(
                one ->
                    List.<Object>of(
                        one.point().words(),
                        counts(one.prepared()),
                        one.sameSkuMillis(),
                        one.servedWithout() ? "yes" : "no",
                        one.otherSkuMillis(),
                        one.recoveryMillis(),
                        one.outcome()))
            .toList());
  }

  private static Table decisions(List<Decided> all) {
    return new Table(
        "An operator decides instead, then the coordinator comes back",
        List.of("killed", "the operator", "the order then", "the order in the end", "it warns"),
        all.stream()
            .map(
                one ->
                    List.<Object>of(
                        one.point().words(),
                        one.operator().words(),
                        one.outcome(),
                        one.later(),
                        one.warnings().isEmpty() ? "no" : "yes"))
            .toList());
  }

  private static List<Finding> findings(
      List<Recovered> recovered, List<Decided> decided, long outage) {
    var blocked = recovered.stream().filter(Recovered::isBlocked).toList();
    var divided = decided.stream().filter(Decided::isDivided).toList();
    return List.of(
        new Finding(
            "Where the stock is prepared, another customer of the same SKU waits until the coordinator is back: at %d of %d kill points, for %,.0f to %,.0f ms."
                .formatted(
                    blocked.size(),
                    recovered.size(),
                    blocked.stream().mapToDouble(Recovered::sameSkuMillis).min().orElse(0),
                    blocked.stream().mapToDouble(Recovered::sameSkuMillis).max().orElse(0)),
            !blocked.isEmpty()
                && recovered.stream()
                    .allMatch(one -> one.isBlocked() == (one.prepared().get(1) > 0))
                && blocked.stream().allMatch(one -> one.sameSkuMillis() >= outage)),
        new Finding(
            "Customers of other SKUs do not wait: %,.0f ms at most."
                .formatted(
                    recovered.stream().mapToDouble(Recovered::otherSkuMillis).max().orElse(0)),
            recovered.stream().allMatch(one -> one.otherSkuMillis() < outage)),
        new Finding(
            "When the coordinator comes back with its log, all is well at each of the %d kill points: the order is in all three databases where the decision was logged, and in none where it was not."
                .formatted(recovered.size()),
            recovered.stream()
                .allMatch(
                    one ->
                        one.outcome()
                            .equals(one.point().isDecided() ? "committed" : "rolled back"))),
        new Finding(
            "An operator who cannot read that log may decide wrongly by any rule: %d of %d decisions have left the order in some databases only, also after the coordinator came back (%s)."
                .formatted(
                    divided.size(),
                    decided.size(),
                    Stream.of(Operator.values())
                        .map(
                            operator ->
                                operator.words()
                                    + ": "
                                    + divided.stream()
                                        .filter(one -> one.operator() == operator)
                                        .count())
                        .collect(Collectors.joining("; "))),
            !divided.isEmpty()));
  }

  private static List<String> limits(long outage) {
    return List.of(
        "That a coordinator is away for %,d ms: that was chosen. The wait is what it is away for and its recovery, whatever that is."
            .formatted(outage),
        "That recovery is as fast elsewhere: by default Narayana looks at prepared transactions every %d seconds, and waits %d seconds between its two looks. Here it looks at once and waits one second."
            .formatted(Coordination.secondsBetweenRecoveries(), Coordination.secondsBetweenLooks()),
        "That every two-phase commit blocks so: a coordinator whose log is replicated, so that"
            + " another takes over, is an experiment of its own.");
  }

  private static Bars picture(List<Recovered> recovered) {
    var series = new LinkedHashMap<String, List<Double>>();
    series.put("same SKU", recovered.stream().map(Recovered::sameSkuMillis).toList());
    series.put("another SKU", recovered.stream().map(Recovered::otherSkuMillis).toList());
    return new Bars(
        "How long another customer waits",
        "the coordinator is killed",
        "ms",
        recovered.stream().map(one -> one.point().words()).toList(),
        series,
        false);
  }

  private static String counts(List<Integer> prepared) {
    return prepared.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
