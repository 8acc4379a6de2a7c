package io.daybook.lab.saga;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.saga.SagaTrials.Killed;
import io.daybook.lab.saga.SagaTrials.OneOfTwo;
import java.util.LinkedHashMap;
import java.util.List;

/** Experiment 1, its other side: the same shop as a saga, whose coordinator is killed. */
public final class SagaCoordinatorKilled implements Experiment {
  private static final long OUTAGE_MILLIS = 3_000;
  private static final long SHORT_OUTAGE_MILLIS = 500;

  @Override
  public String name() {
    return "saga-coordinator-killed";
  }

  @Override
  public String question() {
    return "Who waits, and for how long, when the process that coordinates Daybook's sagas dies?";
  }

  @Override
  public Result run(boolean quick, Says says) throws Exception {
    if (!Platform.isBuilt()) {
      throw new IllegalStateException("The platform is not built: ./mvnw -pl app -am package");
    }
    var outage = quick ? SHORT_OUTAGE_MILLIS : OUTAGE_MILLIS;
    var kills = SagaTrials.alone(quick, outage, says);
    var shared = SagaTrials.oneOfTwo(quick, says);
    return new Result(
        List.of(table(kills, outage), sharedTable(shared)),
        List.of(),
        picture(kills, shared),
        List.of(finding(kills, outage), sharedFinding(shared)),
        List.of(
            "That the saga and the transaction of the other experiment do the same: the saga's"
                + " order is not all or nothing at one instant. The table has moments at which a"
                + " part of an order is done and another is not, and others see that.",
            "That another customer's order is also done while the only coordinator of sagas is"
                + " away: it is taken, and done when one is back. Whoever minds runs two.",
            "That the one of two that was killed had those orders: who had which was not asked."
                + " Where an order took seconds, the other had to notice first, which takes the 5 s"
                + " of daybook.log.claim-timeout.",
            "That each kill came at the moment that is named: the process was killed as soon as"
                + " that event was seen in the log, and went on until it was dead. The second"
                + " column is where it was.",
            "How fast a saga recovers: the start of the platform's process is in it, without its"
                + " ahead-of-time cache."));
  }

  private static Table table(List<Killed> kills, long outage) {
    return new Table(
        "The process that coordinates sagas is killed, is away for %,d ms, and comes back"
            .formatted(outage),
        List.of(
            "killed upon",
            "the order's last event then",
            "waiting or prepared in PostgreSQL",
            "order of the same SKU taken, ms",
            "both done after its start, ms",
            "both orders in the end"),
        kills.stream()
            .map(
                one ->
                    List.<Object>of(
                        one.moment(),
                        one.last(),
                        one.waiting(),
                        one.acknowledgedMillis(),
                        one.servedMillis(),
                        one.outcome()))
            .toList());
  }

  private static Finding finding(List<Killed> kills, long outage) {
    return new Finding(
        "The saga's coordinator, killed %d times, leaves nothing locked and nothing prepared: another customer's order of the same SKU is taken within %,.0f ms while it is away, and both orders are confirmed, each step done once, when it is back."
            .formatted(
                kills.size(),
                kills.stream().mapToDouble(Killed::acknowledgedMillis).max().orElse(0)),
        kills.stream()
            .allMatch(
                one -> one.isWell() && one.waiting() == 0 && one.acknowledgedMillis() < outage));
  }

  private static Table sharedTable(List<OneOfTwo> kills) {
    return new Table(
        "Two processes coordinate sagas; one is killed, and does not come back",
        List.of(
            "killed upon",
            "order of the same SKU taken, ms",
            "it is confirmed, ms",
            "the first order is confirmed, ms",
            "both orders in the end"),
        kills.stream()
            .map(
                one ->
                    List.<Object>of(
                        one.moment(),
                        one.acknowledgedMillis(),
                        one.otherDoneMillis(),
                        one.doneMillis(),
                        one.outcome()))
            .toList());
  }

  private static Finding sharedFinding(List<OneOfTwo> kills) {
    return new Finding(
        "Where two share the sagas nobody has to come back: of %d kills of one of them, another customer's order of the same SKU was confirmed after %,.0f ms at most, and the order under way after %,.0f."
            .formatted(
                kills.size(),
                kills.stream().mapToDouble(OneOfTwo::otherDoneMillis).max().orElse(0),
                kills.stream().mapToDouble(OneOfTwo::doneMillis).max().orElse(0)),
        kills.stream().allMatch(one -> one.outcome().equals("confirmed")));
  }

  private static Bars picture(List<Killed> kills, List<OneOfTwo> shared) {
    var series = new LinkedHashMap<String, List<Double>>();
    series.put("until the order is taken", kills.stream().map(Killed::acknowledgedMillis).toList());
    series.put(
        "one of two: until it is confirmed",
        shared.stream().map(OneOfTwo::otherDoneMillis).toList());
    return new Bars(
        "How long another customer of the same SKU waits",
        "the coordinator is killed upon",
        "ms",
        kills.stream().map(Killed::moment).toList(),
        series,
        true);
  }
}
