package io.daybook.lab.commit;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Experiment;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Says;
import io.daybook.lab.experiment.Schedule;
import io.daybook.lab.experiment.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Experiment 3: two-phase and three-phase commit under crashes, a partition and lateness. */
public final class ThreePhaseCommit implements Experiment {
  /** As it is called. */
  public static final String NAME = "three-phase-commit";

  static final int PARTICIPANTS = 3;
  private static final long SEEDS = 100_000;
  private static final long FEW_SEEDS = 10_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String question() {
    return "Does a third phase heal what is wrong with two-phase commit, and what does it break?";
  }

  @Override
  public Result run(boolean quick, Says says) {
    var seeds = quick ? FEW_SEEDS : SEEDS;
    var tallies = new ArrayList<Tally>();
    for (var protocol : Protocol.values()) {
      for (var faults : Faults.values()) {
        var tally = Tally.of(protocol, faults, PARTICIPANTS, seeds);
        says.line(
            "%s, %s: %,d schedules, %,d end blocked, %,d end in two decisions"
                .formatted(
                    name(protocol), name(faults), seeds, tally.blocked(), tally.differing()));
        tallies.add(tally);
      }
    }
    return new Result(
        List.of(table(tallies)),
        schedules(tallies),
        picture(tallies, seeds),
        findings(tallies),
        List.of(
            "How often it happens in practice: the scheduler makes faults as often as it can, and"
                + " the counts are of schedules, not of days.",
            "That three-phase commit is of no use: its schedules with crashes are those of a"
                + " network in which it is certain that who does not answer has stopped, and there"
                + " it does what it promises.",
            "That nothing can have both: protocols that decide by majorities are not simulated"
                + " here.",
            "Who has stopped does not come back within a schedule. For two-phase commit all come"
                + " back at its end, who has not decided does what the coordinator has in its log"
                + " (without a decision there: it aborts), and is looked at again. How a"
                + " participant of three-phase commit comes back is not simulated."));
  }

  /** One schedule again, by what {@link Schedule#replay()} says behind the name. */
  public static List<String> replay(String protocol, String faults, long seed) {
    return Simulation.told(
            Protocol.valueOf(constant(protocol)),
            Faults.valueOf(constant(faults)),
            PARTICIPANTS,
            seed)
        .told();
  }

  private static Table table(List<Tally> tallies) {
    return new Table(
        "One coordinator, " + PARTICIPANTS + " participants",
        List.of("protocol", "faults", "schedules", "end blocked", "end in two decisions"),
        tallies.stream()
            .map(
                tally ->
                    List.<Object>of(
                        name(tally.protocol()),
                        name(tally.faults()),
                        tally.seeds(),
                        tally.blocked(),
                        tally.differing()))
            .toList());
  }

  private static List<Schedule> schedules(List<Tally> tallies) {
    return Stream.of(
            shortest(tallies, Protocol.TWO_PHASE, Faults.CRASHES, "blocks"),
            shortest(tallies, Protocol.THREE_PHASE, Faults.PARTITION, "decides twice"),
            shortest(tallies, Protocol.THREE_PHASE, Faults.LATENESS, "decides twice"))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Schedule> shortest(
      List<Tally> tallies, Protocol protocol, Faults faults, String what) {
    var tally = find(tallies, protocol, faults);
    var found = what.equals("blocks") ? tally.shortestBlocked() : tally.shortestDiffering();
    return found.map(
        one ->
            new Schedule(
                "The shortest schedule of %,d in which %s %s under %s"
                    .formatted(tally.seeds(), name(protocol), what, name(faults)),
                "%s --replay=%s,%s,%d".formatted(NAME, name(protocol), name(faults), one.seed()),
                ended(Simulation.told(protocol, faults, PARTICIPANTS, one.seed()))));
  }

  private static List<String> ended(Outcome outcome) {
    var steps = new ArrayList<>(outcome.told());
    steps.add(
        outcome.differs()
            ? "     Two participants have decided differently."
            : "     Nothing more can happen; blocked: "
                + String.join(", ", outcome.blocked())
                + ".");
    return steps;
  }

  private static List<Finding> findings(List<Tally> tallies) {
    var blocked = find(tallies, Protocol.TWO_PHASE, Faults.CRASHES);
    var crashes = find(tallies, Protocol.THREE_PHASE, Faults.CRASHES);
    var partition = find(tallies, Protocol.THREE_PHASE, Faults.PARTITION);
    var late = find(tallies, Protocol.THREE_PHASE, Faults.LATENESS);
    return List.of(
        new Finding(
            "Two-phase commit never decides twice, in none of its %,d schedules, nor after all have come back."
                .formatted(blocked.seeds() * Faults.values().length),
            tallies.stream()
                .filter(tally -> tally.protocol() == Protocol.TWO_PHASE)
                .allMatch(tally -> tally.differing() == 0)),
        new Finding(
            "It blocks: in %,d of %,d schedules with crashes participants that run can neither commit nor abort, although they ask one another."
                .formatted(blocked.blocked(), blocked.seeds()),
            blocked.blocked() > 0),
        new Finding(
            "Three-phase commit blocks in none of %,d schedules with crashes, and decides once in all of them."
                .formatted(crashes.seeds()),
            crashes.blocked() == 0 && crashes.differing() == 0),
        new Finding(
            "Under a partition it decides twice, in %,d of %,d schedules: one side commits, the other aborts."
                .formatted(partition.differing(), partition.seeds()),
            partition.differing() > 0),
        new Finding(
            "No partition is needed: time-outs that are too short are enough, in %,d of %,d schedules in which nothing stops at all."
                .formatted(late.differing(), late.seeds()),
            late.differing() > 0));
  }

  private static Bars picture(List<Tally> tallies, long seeds) {
    var groups = Stream.of(Faults.values()).map(ThreePhaseCommit::name).toList();
    var series = new LinkedHashMap<String, List<Double>>();
    for (var protocol : Protocol.values()) {
      series.put(
          name(protocol) + ": blocked",
          shares(tallies, protocol, tally -> tally.blocked() * 100.0 / seeds));
      series.put(
          name(protocol) + ": two decisions",
          shares(tallies, protocol, tally -> tally.differing() * 100.0 / seeds));
    }
    return new Bars("How schedules end", "faults", "% of schedules", groups, series, false);
  }

  private static List<Double> shares(
      List<Tally> tallies, Protocol protocol, ToDoubleFunction<Tally> share) {
    return tallies.stream()
        .filter(tally -> tally.protocol() == protocol)
        .map(share::applyAsDouble)
        .toList();
  }

  static Tally find(List<Tally> tallies, Protocol protocol, Faults faults) {
    return tallies.stream()
        .filter(tally -> tally.protocol() == protocol && tally.faults() == faults)
        .findFirst()
        .orElseThrow();
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String constant(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
