package io.daybook.lab.clocks;

import io.daybook.lab.clocks.ClockTrials.Observed;
import io.daybook.lab.experiment.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The numbers of a run. */
final class ClockTables {
  private ClockTables() {}

  static List<Table> of(Observed observed, Map<Phase, Map<Clock, Tally>> tallies) {
    return List.of(
        orders(tallies),
        sizes(observed),
        promises(observed),
        NodeTimeFindings.table(observed.nodeTimes()),
        costs(observed));
  }

  private static Table orders(Map<Phase, Map<Clock, Tally>> tallies) {
    var rows = new ArrayList<List<Object>>();
    tallies.forEach(
        (phase, each) ->
            each.forEach(
                (clock, tally) ->
                    rows.add(
                        List.of(
                            phase.text(),
                            clock.text(),
                            tally.causes(),
                            tally.inverted(),
                            tally.crossing(),
                            tally.crossingInverted(),
                            tally.ordered(),
                            tally.wrong(),
                            tally.untold(),
                            tally.concurrent(),
                            tally.knownShare()))));
    return new Table(
        "The same events, in the order of each clock",
        List.of(
            "the clocks of two processes",
            "ordered by",
            "causes",
            "effects before them",
            "causes in the other process",
            "effects before those",
            "pairs, one before the other",
            "told the other way round",
            "told as equal",
            "concurrent pairs",
            "told as such, %"),
        rows);
  }

  private static Table sizes(Observed observed) {
    var last = List.copyOf(observed.histories().values()).getLast();
    return new Table(
        "What each event must carry",
        List.of("ordered by", "size"),
        Stream.of(Clock.values())
            .map(clock -> List.<Object>of(clock.text(), clock.size(last)))
            .toList());
  }

  private static Table promises(Observed observed) {
    return new Table(
        "What the platform promises, with its processes five minutes apart",
        List.of("promise", "looked at", "found", "holds"),
        observed.promises().stream()
            .map(
                one ->
                    List.<Object>of(
                        one.what(), one.checked(), one.found(), one.holds() ? "yes" : "NO"))
            .toList());
  }

  private static Table costs(Observed observed) {
    return new Table(
        "Writes of one stream, one after the other, if each answer waited for its time to be past",
        List.of("uncertainty, ms", "a second, computed", "a second, measured"),
        observed.costs().stream()
            .map(
                cost ->
                    List.<Object>of(
                        "%,.0f".formatted(cost.epsilonMillis()),
                        rate(cost.computed()),
                        Double.isNaN(cost.measured()) ? "not measured" : rate(cost.measured())))
            .toList());
  }

  private static String rate(double perSecond) {
    return perSecond < 1 ? "one in %.0f s".formatted(1 / perSecond) : "%.1f".formatted(perSecond);
  }
}
