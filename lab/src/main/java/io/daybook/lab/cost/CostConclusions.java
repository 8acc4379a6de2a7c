package io.daybook.lab.cost;

import io.daybook.lab.experiment.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What follows from the numbers of a run, each with its check. */
final class CostConclusions {
  private static final int MUCH = 100;

  private CostConclusions() {}

  static List<Finding> of(Costs costs) {
    var all = new ArrayList<Finding>();
    all.add(twoPhaseHasAPrice(costs));
    all.add(whenTwoPhaseIsRight(costs));
    all.add(hotPaysForRoundTrips(costs));
    all.add(sagaCrossesOneDatabase(costs));
    if (costs.has(Way.DAYBOOK)) {
      all.add(daybookDoesMore(costs));
      all.add(heatDrawsThemTogether(costs));
      all.add(daybookAnswersEarly(costs));
    }
    return all;
  }

  private static Finding twoPhaseHasAPrice(Costs costs) {
    var shares =
        costs.all().stream()
            .filter(one -> one.way().isTwoPhase())
            .mapToDouble(costs::shareOfOneDatabase)
            .summaryStatistics();
    return new Finding(
        "Two-phase commit over three servers does %.0f to %.0f %% of what one transaction in one database does."
            .formatted(shares.getMin(), shares.getMax()),
        shares.getMax() < 100);
  }

  private static Finding whenTwoPhaseIsRight(Costs costs) {
    var near =
        costs.all().stream()
            .filter(one -> one.way().isTwoPhase())
            .max(Comparator.comparingDouble(Measurement::perSecond))
            .orElseThrow();
    return new Finding(
        "At its best (%s, %s, %d ms between) it does %,.0f orders a second, half of them within %.1f ms. It is the right choice for whoever must have all or nothing at one instant, owns all of the databases, keeps them and the coordinator close together and the coordinator's log safe, and has no row that everybody wants."
            .formatted(
                near.way().words(),
                skus(near.isHot()),
                near.roundTripMillis(),
                near.perSecond(),
                near.p50Millis()),
        near.perSecond() >= MUCH && !near.isHot());
  }

  private static Finding hotPaysForRoundTrips(Costs costs) {
    var near = costs.find(Way.XA, true, 0);
    var far = costs.find(Way.XA, true, costs.farthest());
    var one = costs.find(Way.ONE_DATABASE, true, costs.farthest());
    return new Finding(
        "A hot SKU pays for every round trip while it is locked: %,.0f orders a second with no network between, %,.1f with %d ms; one database does %,.1f there."
            .formatted(near.perSecond(), far.perSecond(), far.roundTripMillis(), one.perSecond()),
        far.perSecond() < near.perSecond() && far.perSecond() < one.perSecond());
  }

  private static Finding sagaCrossesOneDatabase(Costs costs) {
    var far = costs.farthest();
    return new Finding(
        "A saga of local transactions holds no lock over the network. The least of one does more than two-phase commit %s with many SKUs and %s with a hot one; more than one transaction in one database %s with many SKUs and %s with a hot one. With a hot SKU and %d ms between it does %,.0f orders a second, one database %,.1f, two-phase commit %,.1f."
            .formatted(
                at(costs.whereMore(is(Way.SAGA), Way::isTwoPhase, false)),
                at(costs.whereMore(is(Way.SAGA), Way::isTwoPhase, true)),
                at(costs.whereMore(is(Way.SAGA), is(Way.ONE_DATABASE), false)),
                at(costs.whereMore(is(Way.SAGA), is(Way.ONE_DATABASE), true)),
                far,
                costs.find(Way.SAGA, true, far).perSecond(),
                costs.find(Way.ONE_DATABASE, true, far).perSecond(),
                costs.twoPhase(true, far).perSecond()),
        costs.whereMore(is(Way.SAGA), Way::isTwoPhase, true).equals(costs.distances())
            && costs.whereMore(is(Way.SAGA), is(Way.ONE_DATABASE), true).contains(far));
  }

  private static Finding daybookDoesMore(Costs costs) {
    var near = costs.find(Way.DAYBOOK, false, 0);
    var least = costs.find(Way.SAGA, false, 0);
    return new Finding(
        "A whole platform costs more than the least of a saga: with many SKUs and no network between, Daybook confirms %,.0f orders a second, half of them within %,.0f ms, where the least of a saga does %,.0f. In that are HTTP, a log of all that happens, calls to a payment provider and a carrier that are written down before they are made, mails, and read models."
            .formatted(near.perSecond(), near.p50Millis(), least.perSecond()),
        near.perSecond() < least.perSecond());
  }

  private static Finding heatDrawsThemTogether(Costs costs) {
    var far = costs.farthest();
    var hotLosesTwoPhase = lostToHeat(costs.twoPhase(false, far), costs.twoPhase(true, far));
    var hotLosesDaybook =
        lostToHeat(costs.find(Way.DAYBOOK, false, far), costs.find(Way.DAYBOOK, true, far));
    return new Finding(
        "A hot SKU takes %.0f %% of its orders from two-phase commit with %d ms between, and %.0f %% from Daybook, so that what is far apart with no network between (%,.0f and %,.1f orders a second) is close together there: %,.1f and %,.1f."
            .formatted(
                hotLosesTwoPhase,
                far,
                hotLosesDaybook,
                costs.twoPhase(true, 0).perSecond(),
                costs.find(Way.DAYBOOK, true, 0).perSecond(),
                costs.twoPhase(true, far).perSecond(),
                costs.find(Way.DAYBOOK, true, far).perSecond()),
        hotLosesDaybook < hotLosesTwoPhase / 2
            && costs.find(Way.DAYBOOK, true, far).perSecond()
                    / costs.twoPhase(true, far).perSecond()
                > 2
                    * costs.find(Way.DAYBOOK, true, 0).perSecond()
                    / costs.twoPhase(true, 0).perSecond());
  }

  private static double lostToHeat(Measurement many, Measurement hot) {
    return Math.max(0, 100 * (1 - hot.perSecond() / many.perSecond()));
  }

  private static Finding daybookAnswersEarly(Costs costs) {
    var slowest =
        costs.daybook().stream()
            .max(Comparator.comparingDouble(one -> one.whole().p50Millis()))
            .orElseThrow();
    return new Finding(
        "Its customer does not wait for that: the order is taken, and safe in the log, within %,.0f ms at the median where it is confirmed within %,.0f (%s, %d ms between)."
            .formatted(
                slowest.takenP50Millis(),
                slowest.whole().p50Millis(),
                skus(slowest.whole().isHot()),
                slowest.whole().roundTripMillis()),
        costs.daybook().stream()
            .allMatch(one -> one.takenP50Millis() < one.whole().p50Millis() / 2));
  }

  private static Predicate<Way> is(Way way) {
    return one -> one == way;
  }

  private static String at(List<Integer> distances) {
    return distances.isEmpty()
        ? "at no distance"
        : distances.stream().map(String::valueOf).collect(Collectors.joining(", ", "at ", " ms"));
  }

  static String skus(boolean isHot) {
    return isHot ? "one hot SKU" : "many SKUs";
  }
}
