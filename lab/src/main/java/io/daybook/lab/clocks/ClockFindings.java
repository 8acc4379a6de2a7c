package io.daybook.lab.clocks;

import io.daybook.lab.clocks.ClockTrials.Observed;
import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Result;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** What follows from two processes whose clocks were wrong. */
final class ClockFindings {
  private final Observed observed;
  private final Map<Phase, Map<Clock, Tally>> tallies = new LinkedHashMap<>();

  private ClockFindings(Observed observed) {
    this.observed = observed;
    observed
        .histories()
        .forEach(
            (phase, history) -> {
              var each = new EnumMap<Clock, Tally>(Clock.class);
              Stream.of(Clock.values()).forEach(clock -> each.put(clock, Tally.of(history, clock)));
              tallies.put(phase, each);
            });
  }

  static Result of(Observed observed) {
    var findings = new ClockFindings(observed);
    return new Result(
        ClockTables.of(observed, findings.tallies),
        List.of(),
        findings.picture(),
        findings.claims(),
        limits());
  }

  private Bars picture() {
    var series = new LinkedHashMap<String, List<Double>>();
    for (var clock : Clock.values()) {
      series.put(
          clock.text(),
          tallies.values().stream()
              .map(each -> tally(each, clock).crossingInvertedShare())
              .toList());
    }
    return new Bars(
        "Effects before their causes",
        "the clocks of two processes",
        "% of the causes that another process has decided",
        tallies.keySet().stream().map(Phase::text).toList(),
        series,
        false);
  }

  private List<Finding> claims() {
    var claims = new ArrayList<Finding>();
    claims.add(wall());
    claims.add(
        new Finding(
            "Lamport's clock, vector clocks, hybrid clocks and the log's positions have put none of %,d effects before its cause, however wrong the clocks were."
                .formatted(sum(Clock.LOG, Tally::causes)),
            Stream.of(Clock.LAMPORT, Clock.VECTOR, Clock.HYBRID, Clock.LOG)
                .allMatch(clock -> sum(clock, Tally::wrong) + sum(clock, Tally::untold) == 0)));
    claims.add(
        new Finding(
            "Only vector clocks tell what is concurrent: %,d of %,d such pairs, and nothing else. Lamport's call %,d of them equal, which may also be chance; the log, like each total order, orders all of them."
                .formatted(
                    sum(Clock.VECTOR, Tally::known),
                    sum(Clock.VECTOR, Tally::concurrent),
                    sum(Clock.LAMPORT, Tally::known)),
            sum(Clock.VECTOR, Tally::concurrent) > 0
                && sum(Clock.VECTOR, Tally::known) == sum(Clock.VECTOR, Tally::concurrent)
                && sum(Clock.LAMPORT, Tally::known) < sum(Clock.LAMPORT, Tally::concurrent)
                && sum(Clock.LOG, Tally::known) == 0));
    claims.add(hybrid());
    claims.add(
        new Finding(
            "What the platform promises holds while its processes disagree by five minutes: "
                + String.join(
                    "; ",
                    observed.promises().stream()
                        .map(one -> one.what() + " (" + one.found() + ")")
                        .toList())
                + ".",
            observed.promises().stream().allMatch(Promise::holds)));
    claims.addAll(NodeTimeFindings.of(observed.nodeTimes()));
    claims.add(commitWait());
    return claims;
  }

  private Finding wall() {
    var minutes = tally(tallies.getOrDefault(Phase.MINUTES, Map.of()), Clock.WALL);
    return new Finding(
        "Ordered by the wall clocks of two processes that are five minutes apart, %,d of %,d effects of a cause in the other process are before that cause."
            .formatted(minutes.crossingInverted(), minutes.crossing()),
        minutes.crossingInverted() > 0);
  }

  private Finding hybrid() {
    var history = observed.histories().get(Phase.MINUTES);
    if (history == null) {
      throw new IllegalStateException("It was not run with " + Phase.MINUTES);
    }
    var stamps = HybridClock.over(history);
    return new Finding(
        "A hybrid clock keeps the order, and not the time: one wrong clock is everybody's, so that it was ahead of the clock of the process itself by up to %.0f s, with up to %,d events of one millisecond told apart by its counter."
            .formatted(stamps.aheadMillis(history) / 1e3, stamps.highestCount() + 1),
        stamps.aheadMillis(history) > 1_000 * Phase.LEAST_SECONDS);
  }

  private Finding commitWait() {
    var free = observed.costs().getFirst();
    var seven = observed.costs().get(2);
    return new Finding(
        "Waiting out the uncertainty of clocks costs one stream most of its writes: %.0f a second without, %.0f with %.0f ms of uncertainty; with the five minutes of these clocks one write in ten minutes. The log needs none of it, as one database gives out its positions."
            .formatted(free.measured(), seven.measured(), seven.epsilonMillis()),
        observed.costs().stream()
            .filter(cost -> cost.epsilonMillis() > 0 && !Double.isNaN(cost.measured()))
            .allMatch(cost -> cost.measured() <= 1_000 / (2 * cost.epsilonMillis())));
  }

  private long sum(Clock clock, ToLongFunction<Tally> of) {
    return tallies.values().stream().mapToLong(each -> of.applyAsLong(tally(each, clock))).sum();
  }

  private static Tally tally(Map<Clock, Tally> each, Clock clock) {
    var tally = each.get(clock);
    if (tally == null) {
      throw new IllegalStateException("Not run: " + clock);
    }
    return tally;
  }

  private static List<String> limits() {
    return List.of(
        "That the processes run Lamport's, vector or hybrid clocks: they do not, as they have the"
            + " log. Those clocks were run over the recorded history afterwards, with each event as"
            + " an event of its process, and each cause as a message.",
        "That what is called concurrent could have come in either order: it is so by causes and by"
            + " the order of each process. A process does much at once, and its order in the log is"
            + " taken for its own.",
        "That a cluster stands any wrong clock: PostgreSQL's was right here, and it is the only one"
            + " that dates events. Were it set back, the log would go on with the time of its last"
            + " event until it is caught up with; that was not run.",
        "That time runs at a wrong speed for nobody: only what a process reads as the time of day"
            + " was wrong, not how long it waits (DONT_FAKE_MONOTONIC).",
        "That the webhooks' pauses, the nightly runs and the ages of payment keys stand wrong"
            + " clocks: they were not run here.",
        "That every query is answered as soon as here: they could wait for 8 s, for a process"
            + " whose clock was wrong to say how far it is.",
        "That commit-wait costs so much in a system that has it: there it waits while it"
            + " replicates, and other streams go on meanwhile. Here one stream waited for twice the"
            + " uncertainty after each answer.");
  }
}
