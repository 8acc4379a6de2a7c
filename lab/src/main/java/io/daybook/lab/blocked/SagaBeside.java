package io.daybook.lab.blocked;

import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.saga.SagaTrials;
import io.daybook.lab.saga.SagaTrials.Killed;
import java.util.List;

/** The same shop as a saga, whose coordinator is killed and away for as long. */
record SagaBeside(List<Killed> kills, long outageMillis) {

  /** Kills the platform's own coordinator, where the platform is built; else there is nothing. */
  static SagaBeside run(long outageMillis, Says says) throws Exception {
    return new SagaBeside(
        SagaTrials.canRun() ? SagaTrials.run(outageMillis, says) : List.of(), outageMillis);
  }

  List<Table> tables() {
    return kills.isEmpty() ? List.of() : List.of(table());
  }

  List<Finding> findings() {
    return kills.isEmpty() ? List.of() : List.of(finding());
  }

  List<String> limits() {
    return kills.isEmpty()
        ? List.of("How the saga does at the same moments: the platform was not there to be killed.")
        : List.of(
            "That the saga and the transaction do the same: the saga's order is not all or nothing"
                + " at one instant. The table has moments at which its stock is reserved and its"
                + " money is not taken, and others see that.",
            "That another customer's order is also done while the coordinator of sagas is away: it"
                + " is taken, and done when one is back. There was one such process here.",
            "How fast a saga recovers: the start of the platform's process is in it, without its"
                + " ahead-of-time cache.");
  }

  private Table table() {
    return new Table(
        "Beside it the saga: the process that coordinates it is killed, is away for %,d ms, and comes back"
            .formatted(outageMillis),
        List.of(
            "killed when the log had",
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

  private Finding finding() {
    return new Finding(
        "The saga's coordinator, killed at %d moments, leaves nothing locked and nothing prepared: another customer's order of the same SKU is taken within %,.0f ms while it is away, and both orders are confirmed, each step done once, when it is back."
            .formatted(
                kills.size(),
                kills.stream().mapToDouble(Killed::acknowledgedMillis).max().orElse(0)),
        kills.stream()
            .allMatch(
                one ->
                    one.isWell() && one.waiting() == 0 && one.acknowledgedMillis() < outageMillis));
  }
}
