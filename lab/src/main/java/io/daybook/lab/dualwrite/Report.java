package io.daybook.lab.dualwrite;

import io.daybook.lab.experiment.Bars;
import io.daybook.lab.experiment.Result;
import io.daybook.lab.experiment.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToLongFunction;

/** Tables, picture and limits. */
final class Report {
  private Report() {}

  static Result of(Found found, boolean quick) {
    return new Result(
        List.of(marked(found), told(found), read(found)),
        List.of(),
        picture(found),
        Conclusions.of(found),
        limits(found, quick));
  }

  private static Table marked(Found found) {
    return new Table(
        "One order, and the service is killed by SIGKILL at one moment; then it comes back",
        List.of("how", "killed when", "in the database", "messages", "the order in the end"),
        found.marked().stream()
            .map(
                one ->
                    List.<Object>of(
                        one.way().words(),
                        one.moment().words(),
                        one.count().orders(),
                        messages(one.count()),
                        one.count().verdict()))
            .toList());
  }

  private static long messages(Count count) {
    return count.orders() - count.lost() + count.ghosts() + count.doubled();
  }

  private static Table told(Found found) {
    return new Table(
        "Many orders, several customers at a time",
        List.of(
            "what is broken",
            "how",
            "times",
            "orders in the database",
            "lost",
            "ghosts",
            "told again",
            "customers refused"),
        found.told().stream()
            .map(
                one ->
                    List.<Object>of(
                        one.fault().words(),
                        one.who(),
                        one.times(),
                        one.count().orders(),
                        one.count().lost(),
                        one.count().ghosts(),
                        one.count().doubled(),
                        one.refused()))
            .toList());
  }

  private static Table read(Found found) {
    return new Table(
        "Readers of such messages",
        List.of("how", "what is done to it", "effects there should be", "missing", "doubled"),
        found.read().stream()
            .map(
                one ->
                    List.<Object>of(
                        one.who(), one.fault(), one.orders(), one.missing(), one.doubled()))
            .toList());
  }

  private static Bars picture(Found found) {
    var ways = found.told().stream().map(Told::who).distinct().toList();
    var series = new LinkedHashMap<String, List<Double>>();
    series.put("lost", each(found, ways, Count::lost));
    series.put("ghosts", each(found, ways, Count::ghosts));
    series.put("told again", each(found, ways, Count::doubled));
    return new Bars(
        "Orders lost, ghosts, and messages told again, under all faults",
        "how",
        "orders or messages",
        ways.stream().map(way -> way.split("[,:]", 2)[0]).toList(),
        series,
        false);
  }

  private static List<Double> each(Found found, List<String> ways, ToLongFunction<Count> what) {
    return ways.stream()
        .map(way -> (double) what.applyAsLong(found.total(one -> one.who().equals(way))))
        .toList();
  }

  private static List<String> limits(Found found, boolean quick) {
    return List.of(
        "How often it happens in practice: the service was killed every second or so, while %s customers ordered. What one kill costs is up to one order of each customer who waits."
            .formatted(OrderTrials.CALLERS),
        "That a broker that is away must cost orders: the producer gave up after %,d ms where only the broker was killed, and the broker was away for %,d and as long as it takes to start. Kafka's default is %,d ms; it was used wherever the service was killed, and outlives the outage, but not the process. Then the customer waits as long."
            .formatted(
                OrderTrials.PATIENCE_MILLIS,
                OrderTrials.OUTAGE_MILLIS,
                OrderTrials.DEFAULT_PATIENCE_MILLIS),
        "That a broker loses what it has acknowledged: it was one process on one disk, killed by"
            + " SIGKILL, and what the operating system had by then was kept. Power was not cut.",
        "How fast one of them is: nothing was measured here but counts. The times of outbox table"
            + " and relay are in docs/outbox.md.",
        "That Daybook's process was killed at the same moments as the others: nobody can have it"
            + " stand still. It was killed at random, and so seldom that a message told again may not"
            + " have been met"
            + (found.hasOurs() ? "." : "; this run did without it, since it was not built.")
            + (quick ? " The quick form kills it once." : ""),
        "That its customers refused compare with those of the others: Daybook's process takes"
            + " seconds to start, and its customers asked meanwhile; those of the others came when it"
            + " was up.",
        "That an inbox makes everything happen once: what a reader does elsewhere, such as a mail or"
            + " a call, is not in its transaction.");
  }
}
