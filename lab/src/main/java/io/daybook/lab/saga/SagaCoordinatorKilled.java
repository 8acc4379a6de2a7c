package io.daybook.lab.saga;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.platform.Platform;
import io.daybook.lab.saga.SagaTrials.Killed;
import java.util.List;
import java.util.Map;

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
    var kills = SagaTrials.run(quick, outage, says);
    return new Result(
        List.of(table(kills, outage)),
        List.of(),
        picture(kills),
        List.of(finding(kills, outage)),
        List.of(
            "That the saga and the transaction of the other experiment do the same: the saga's"
                + " order is not all or nothing at one instant. The table has moments at which a"
                + " part of an order is done and another is not, and others see that.",
            "That another customer's order is also done while the coordinator of sagas is away: it"
                + " is taken, and done when one is back. There was one such process here.",
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

  private static Bars picture(List<Killed> kills) {
    return new Bars(
        "How long another customer of the same SKU waits",
        "the coordinator is killed upon",
        "ms",
        kills.stream().map(Killed::moment).toList(),
        Map.of("until the order is taken", kills.stream().map(Killed::acknowledgedMillis).toList()),
        false);
  }
}
