package io.daybook.reconciliation;

import io.daybook.reconciliation.Discrepancies.Open;
import io.daybook.schema.reconciliation.DiscrepancyId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one run has found out about one book.
 *
 * @param differences what differs, certainly
 * @param open what had been told before
 * @param settled what had been told before and is no longer so
 */
record Comparison(
    Book.Name book,
    long compared,
    long inFlight,
    List<Difference> differences,
    List<Open> open,
    List<Open> settled) {

  /** So many entries may seem to differ for each one that may do so; they are kept in memory. */
  private static final int SUSPECTS = 20;

  /** A line of the report. */
  record Finding(DiscrepancyId id, RunReport.News news, Difference difference) {}

  Comparison {
    differences = List.copyOf(differences);
    open = List.copyOf(open);
    settled = List.copyOf(settled);
  }

  /**
   * Compares a book. What seems to differ is looked at twice, and what was told before is looked at
   * again, however long ago it began: so nothing is settled that nobody has looked at.
   *
   * @param most differences that can be told, besides those that were told long ago. Only what is
   *     certain counts: during a long look much may move, and seem to differ
   */
  static Comparison of(Book book, Span span, List<Open> open, int most) {
    var look = new FirstLook(most * SUSPECTS);
    book.look(span, look);
    var subjects = new LinkedHashSet<>(look.suspects());
    open.forEach(one -> subjects.add(one.told().subject()));
    var differences = new ArrayList<Difference>();
    var certain = 0;
    var seen = new HashSet<String>();
    for (var subject : subjects) {
      Interruption.check();
      var verdict = book.lookAgain(subject, span);
      if (!verdict.inFlight()) {
        seen.add(subject);
        differences.addAll(verdict.differences());
        certain += look.suspects().contains(subject) ? verdict.differences().size() : 0;
        refuseMoreThan(most, certain);
      } else if (look.suspects().contains(subject)) {
        look.turnedOutToMove();
      }
    }
    var settled =
        open.stream()
            .filter(one -> seen.contains(one.told().subject()))
            .filter(one -> differences.stream().noneMatch(d -> d.id().equals(one.id())))
            .toList();
    return new Comparison(
        book.name(), look.comparedCount(), look.inFlightCount(), differences, open, settled);
  }

  private static void refuseMoreThan(int most, int certain) {
    if (certain > most) {
      throw new IllegalStateException(
          "More than %d entries differ: are these the right books? Nothing is raised"
              .formatted(most));
    }
  }

  List<Finding> findings() {
    var standing =
        differences.stream()
            .map(
                d ->
                    new Finding(
                        d.id(), isTold(d) ? RunReport.News.STANDING : RunReport.News.RAISED, d));
    var gone =
        settled.stream().map(one -> new Finding(one.id(), RunReport.News.SETTLED, one.told()));
    return Stream.concat(standing, gone).toList();
  }

  private boolean isTold(Difference difference) {
    return open.stream().anyMatch(one -> one.told().equals(difference));
  }
}
