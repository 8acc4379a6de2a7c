package io.daybook.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.reconciliation.Book.Verdict;
import io.daybook.reconciliation.Discrepancies.Open;
import io.daybook.schema.reconciliation.DiscrepancyKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What follows from a first and a second look. */
class ComparisonTest {
  private static final Span SPAN = new Span("run", Instant.MIN, Instant.MAX, Instant.MAX);
  private static final DiscrepancyKind KIND = DiscrepancyKind.REFUNDED_AMOUNT_DIFFERS;

  private final Map<String, List<Difference>> first = new HashMap<>();
  private final Map<String, Verdict> second = new HashMap<>();

  private final Book book =
      new Book() {
        @Override
        public Name name() {
          return Name.PAYMENTS;
        }

        @Override
        public void look(Span span, FirstLook look) {
          first.values().forEach(look::compared);
        }

        @Override
        public Verdict lookAgain(String subject, Span span) {
          return second.get(subject);
        }
      };

  @Test
  void what_differs_at_both_looks_is_raised() {
    seems("a", differing("a", "GBP 1.00"), differing("a", "GBP 1.00"));
    var seen = compare();
    assertThat(seen.differences()).hasSize(1);
    assertThat(seen.findings())
        .extracting(Comparison.Finding::news)
        .containsExactly(RunReport.News.RAISED);
  }

  @Test
  void what_agrees_at_the_second_look_was_a_false_alarm() {
    seems("a", differing("a", "GBP 1.00"), List.of());
    assertThat(compare().findings()).isEmpty();
  }

  @Test
  void what_moves_at_the_second_look_is_in_flight_and_neither_raised_nor_settled() {
    first.put("a", differing("a", "GBP 1.00"));
    second.put("a", Verdict.IN_FLIGHT);
    var seen = compare(open("a", "GBP 1.00"));
    assertThat(seen.findings()).isEmpty();
    assertThat(seen.compared()).isZero();
    assertThat(seen.inFlight()).isEqualTo(1);
  }

  @Test
  void what_was_told_before_and_is_the_same_stands() {
    seems("a", differing("a", "GBP 1.00"), differing("a", "GBP 1.00"));
    assertThat(compare(open("a", "GBP 1.00")).findings())
        .extracting(Comparison.Finding::news)
        .containsExactly(RunReport.News.STANDING);
    assertThat(compare(open("a", "GBP 0.50")).findings())
        .extracting(Comparison.Finding::news)
        .containsExactly(RunReport.News.RAISED);
  }

  @Test
  void what_was_told_before_is_looked_at_again_though_it_began_long_ago() {
    second.put("old", new Verdict(false, differing("old", "GBP 1.00")));
    assertThat(compare(open("old", "GBP 1.00")).differences()).hasSize(1);
    second.put("old", new Verdict(false, List.of()));
    var seen = compare(open("old", "GBP 1.00"));
    assertThat(seen.differences()).isEmpty();
    assertThat(seen.findings())
        .extracting(Comparison.Finding::news)
        .containsExactly(RunReport.News.SETTLED);
  }

  @Test
  void a_book_that_differs_everywhere_is_the_wrong_book() {
    for (int i = 0; i < 11; i++) {
      seems("pi" + i, differing("pi" + i, "GBP 1.00"), differing("pi" + i, "GBP 1.00"));
    }
    assertThatThrownBy(this::compare)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("More than 10 entries differ");
  }

  @Test
  void much_that_moves_during_a_long_look_is_not_taken_for_the_wrong_book() {
    for (int i = 0; i < 100; i++) {
      seems("pi" + i, differing("pi" + i, "GBP 1.00"), List.of());
    }
    seems("a", differing("a", "GBP 1.00"), differing("a", "GBP 1.00"));
    assertThat(compare().differences()).hasSize(1);
  }

  @Test
  void what_was_told_long_ago_does_not_count_against_the_limit() {
    var told = new ArrayList<Open>();
    for (int i = 0; i < 11; i++) {
      second.put("pi" + i, new Verdict(false, differing("pi" + i, "GBP 1.00")));
      told.add(open("pi" + i, "GBP 1.00"));
    }
    assertThat(compare(told.toArray(Open[]::new)).differences()).hasSize(11);
  }

  @Test
  void more_suspects_than_memory_should_hold_are_the_wrong_book_without_a_second_look() {
    for (int i = 0; i < 201; i++) {
      first.put("pi" + i, differing("pi" + i, "GBP 1.00"));
    }
    assertThatThrownBy(this::compare).hasMessageContaining("More than 200 entries seem to differ");
  }

  private void seems(String subject, List<Difference> atFirst, List<Difference> then) {
    first.put(subject, atFirst);
    second.put(subject, new Verdict(false, then));
  }

  private Comparison compare(Open... open) {
    return Comparison.of(book, SPAN, List.of(open), 10);
  }

  private static List<Difference> differing(String subject, String theirs) {
    return List.of(new Difference(KIND, subject, null, "GBP 0.00", theirs));
  }

  private static Open open(String subject, String theirs) {
    var difference = differing(subject, theirs).getFirst();
    return new Open(difference.id(), difference);
  }
}
