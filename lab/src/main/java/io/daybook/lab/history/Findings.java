package io.daybook.lab.history;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Finding;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Schedule;
import io.daybook.lab.experiment.Table;
import io.daybook.lab.history.Asked.Habit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/** What a recorded history says. */
final class Findings {
  private static final int SCHEDULES = 3;
  private static final double LEAST_BAR = 0.1;
  private static final List<Double> QUANTILES = List.of(0.5, 0.9, 0.99, 1.0);

  private final ReadsAndWrites.Recorded recorded;
  private final Checker.Verdict verdict;
  private final List<Reads> reads;

  private Findings(ReadsAndWrites.Recorded recorded) {
    this.recorded = recorded;
    this.verdict = Checker.check(recorded.history(), recorded.log());
    this.reads = Stream.of(Habit.values()).map(habit -> Reads.of(recorded, habit)).toList();
  }

  static Result of(ReadsAndWrites.Recorded recorded) {
    var findings = new Findings(recorded);
    return new Result(
        List.of(findings.rules(), findings.readings()),
        findings.schedules(),
        findings.picture(),
        findings.claims(),
        limits());
  }

  private Table rules() {
    return new Table(
        "%,d operations of %d clients at two processes, which were killed %d times; PostgreSQL failed over %d times"
            .formatted(
                recorded.history().size(),
                recorded.history().stream().mapToInt(Operation::client).distinct().count(),
                recorded.kills(),
                recorded.failovers()),
        List.of("rule", "held against", "broken"),
        Stream.of(Rule.values())
            .map(
                rule ->
                    List.<Object>of(
                        rule.text(), verdict.checked().getOrDefault(rule, 0), verdict.broken(rule)))
            .toList());
  }

  private Table readings() {
    return new Table(
        "Reads of a read model, by what their client does with positions",
        List.of(
            "the client",
            "answered",
            "NOT_YET",
            "stale, %",
            "stale ms, p50",
            "stale ms, p99",
            "stale ms, most",
            "positions, p50",
            "positions, p99",
            "positions, most",
            "took ms, p50",
            "took ms, p99",
            "went back"),
        reads.stream().map(Reads::row).toList());
  }

  private List<Schedule> schedules() {
    var all = new ArrayList<Schedule>();
    for (var violation : verdict.violations().stream().limit(SCHEDULES).toList()) {
      all.add(
          new Schedule(
              "Broken: " + violation.rule().text() + " (" + violation.why() + ")",
              "reads-and-writes",
              violation.schedule()));
    }
    return all;
  }

  private Bars picture() {
    var series = new LinkedHashMap<String, List<Double>>();
    series.put("with a position: a read took", bars(reads.getFirst().took()));
    series.put("without: a read took", bars(reads.getLast().took()));
    series.put("without: it was behind by", bars(reads.getLast().millis()));
    return new Bars(
        "What it costs to read one's writes, and what it costs not to",
        "so many of the reads",
        "ms (0.1 or less is drawn as 0.1)",
        List.of("half", "90 %", "99 %", "all"),
        series,
        true);
  }

  private static List<Double> bars(List<Double> values) {
    return QUANTILES.stream()
        .map(share -> Math.max(LEAST_BAR, Reads.quantile(values, share)))
        .toList();
  }

  private List<Finding> claims() {
    var carries = reads.getFirst();
    var forgets = reads.getLast();
    var stale = Math.max(forgets.staleShare(), reads.get(1).staleShare());
    return List.of(
        new Finding(
            "The log is linearizable: of %,d acknowledged writes none has a lower position than one that was acknowledged before it began, each is in the log, with the version that its answer says and no later than the position that it tells, and the log's end, asked for %,d times, was never before one of them; while processes were killed %d times and PostgreSQL failed over %d times, to a standby that each commit waits for."
                .formatted(
                    verdict.checked().get(Rule.REAL_TIME),
                    verdict.checked().get(Rule.LOG_END),
                    recorded.kills(),
                    recorded.failovers()),
            holds(Rule.REAL_TIME, Rule.STREAM_ORDER, Rule.KEPT, Rule.NO_HOLES, Rule.LOG_END)),
        new Finding(
            "Daybook-Position is a bound and no name: %d of %,d acknowledgements told the end of an append in which another command's event of the same stream came after theirs."
                .formatted(
                    Resolved.of(recorded.history(), recorded.log()).beyond(),
                    verdict.checked().get(Rule.KEPT)),
            holds(Rule.KEPT)),
        new Finding(
            "Who carries the position reads its writes at either process: %,d reads with a position knew of all up to it, %d said NOT_YET, and none of its %,d reads has gone back. Half of them took %.1f ms; without a position %.1f ms."
                .formatted(
                    verdict.checked().get(Rule.AS_ASKED),
                    carries.notYet(),
                    verdict.checked().get(Rule.SESSION),
                    Reads.quantile(carries.took(), 0.5),
                    Reads.quantile(forgets.took(), 0.5)),
            holds(Rule.AS_ASKED, Rule.SESSION, Rule.TRUE_ANSWER)),
        new Finding(
            "Who does not may read what is stale: %.1f %% of such reads did not know of a write that had been acknowledged before they began, for %,.0f ms at most."
                .formatted(
                    stale,
                    Math.max(
                        Reads.quantile(forgets.millis(), 1),
                        Reads.quantile(reads.get(1).millis(), 1))),
            stale > 0));
  }

  private boolean holds(Rule... rules) {
    return Stream.of(rules)
        .allMatch(rule -> verdict.broken(rule) == 0 && verdict.checked().getOrDefault(rule, 0) > 0);
  }

  private static List<String> limits() {
    return List.of(
        "That no history breaks a rule: these histories did not. The checker finds each kind of"
            + " violation in histories that were made for it.",
        "That a client that forgets its position never goes back when it changes processes. Where"
            + " the table has 0 it is because both processes read the same tables of the same"
            + " PostgreSQL here, each of which only goes forward; that is no promise.",
        "That a failover is as good without a standby that each commit waits for: what only the"
            + " primary had would be lost with it.",
        "How stale reads are elsewhere: that is how far the read models are behind, and here all"
            + " clients, both processes and PostgreSQL share the processors of this machine. A"
            + " killed process that had the read model's segment is in the longest time, and so is"
            + " a failover.",
        "How stale a read is that the writes under way would make stale: only what was acknowledged"
            + " before a read began is counted.");
  }
}
