package io.daybook.reconciliation;

import io.daybook.outside.call.OpenCallTable;
import io.daybook.outside.call.Port;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A book that others keep, compared with ours.
 *
 * @param <O> an entry of ours
 * @param <T> an entry of theirs
 */
abstract class OutsideBook<O extends OurEntry, T> implements Book {
  private final OpenCallTable calls;
  private final MetEntries met;
  private final Ledger ledger;
  private final Port port;

  OutsideBook(OpenCallTable calls, MetEntries met, Ledger ledger, Port port) {
    this.calls = calls;
    this.met = met;
    this.ledger = ledger;
    this.port = port;
  }

  /** A page of theirs. */
  record Page<T>(List<T> entries, @Nullable String next) {}

  /** Two entries that belong together; never both null. */
  record Pair<O extends OurEntry, T>(@Nullable O ours, @Nullable T theirs) {}

  abstract Page<T> list(Span span, @Nullable String after);

  /** What the others changed in the span that began before it, as far as they can say so. */
  Page<T> listChanged(Span span, @Nullable String after) {
    return new Page<>(List.of(), null);
  }

  abstract Optional<T> find(String subject);

  abstract Instant created(T theirs);

  /** Finds our side of a page of theirs, with one query. */
  abstract List<Pair<O, T>> pairs(List<T> page);

  /** Our entry that the others know by this name, if there is one. */
  abstract @Nullable O ours(String subject);

  /** Ours that changed in the span and were not met, after a key in their order. */
  abstract List<O> unmet(Span span, String afterKey);

  abstract List<Difference> compare(@Nullable O ours, @Nullable T theirs);

  @Override
  public void look(Span span, FirstLook look) {
    lookThrough(after -> list(span, after), span, look);
    lookThrough(after -> listChanged(span, after), span, look);
    lookForUnmet(span, look);
  }

  private void lookThrough(Function<@Nullable String, Page<T>> list, Span span, FirstLook look) {
    String after = null;
    do {
      Interruption.check();
      var page = list.apply(after);
      var pairs = pairs(page.entries());
      look(pairs, span, look);
      met.note(
          span,
          name(),
          pairs.stream()
              .filter(this::isMet)
              .map(Pair::ours)
              .filter(Objects::nonNull)
              .map(OurEntry::key)
              .toList());
      after = page.next();
    } while (after != null);
  }

  private void lookForUnmet(Span span, FirstLook look) {
    var rows = unmet(span, "");
    while (!rows.isEmpty()) {
      var pairs = new ArrayList<Pair<O, T>>();
      for (var ours : rows) {
        Interruption.check();
        var subject = ours.subject();
        if (subject != null) {
          pairs.add(new Pair<>(ours, isSettled(ours, span) ? find(subject).orElse(null) : null));
        }
      }
      look(pairs, span, look);
      rows = unmet(span, rows.getLast().key());
    }
  }

  private void look(List<Pair<O, T>> pairs, Span span, FirstLook look) {
    var busy =
        calls.busy(
            port, pairs.stream().filter(pair -> pair.ours() != null).map(this::orderOf).toList());
    for (var pair : pairs) {
      if (isInFlight(pair.ours(), pair.theirs(), busy, span)) {
        look.inFlight();
      } else {
        look.compared(compare(pair.ours(), pair.theirs()));
      }
    }
  }

  /**
   * Theirs first, then the calls, then the log. What theirs shows is either in the log by now or
   * its call is still open; what the log has beyond that is newer than the run, and so in flight.
   */
  @Override
  public Verdict lookAgain(String subject, Span span) {
    var theirs = find(subject).orElse(null);
    var before = pair(subject, theirs).ours();
    Set<String> busy =
        before == null ? Set.of() : calls.busy(port, List.of(before.orderId().toString()));
    ledger.catchUp();
    var ours = pair(subject, theirs).ours();
    return isInFlight(ours, theirs, busy, span)
        ? Verdict.IN_FLIGHT
        : new Verdict(false, compare(ours, theirs));
  }

  private Pair<O, T> pair(String subject, @Nullable T theirs) {
    return theirs == null ? new Pair<>(ours(subject), null) : pairs(List.of(theirs)).getFirst();
  }

  private boolean isInFlight(@Nullable O ours, @Nullable T theirs, Set<String> busy, Span span) {
    return (ours != null && (busy.contains(ours.orderId().toString()) || !isSettled(ours, span)))
        || (theirs != null && created(theirs).isAfter(span.settledBefore()));
  }

  private boolean isSettled(O ours, Span span) {
    return !ours.changedAt().isAfter(span.settledBefore());
  }

  /** A second entry of theirs for the same order does not make ours a met one. */
  abstract boolean isMet(Pair<O, T> pair);

  private String orderOf(Pair<O, T> pair) {
    var ours = pair.ours();
    return ours == null ? "" : ours.orderId().toString();
  }
}
