package io.daybook.lab.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.lab.history.Asked.Habit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A history that is well, and each way in which it may not be. */
class CheckerTest {
  private static final String A = "product-a";
  private static final String B = "product-b";

  private static final Operation FIRST = write(1, A, "x", 0, 10, 1, 1);
  private static final Operation SECOND = write(1, A, "y", 20, 30, 2, 2);
  private static final Operation OTHER = write(2, B, "z", 22, 40, 4, 1);
  private static final Log LOG =
      new Log(
          List.of(
              new Log.Entry(0, A, 0, "a"),
              new Log.Entry(1, A, 1, "x"),
              new Log.Entry(2, A, 2, "y"),
              new Log.Entry(3, B, 0, "b"),
              new Log.Entry(4, B, 1, "z")));

  @Test
  void a_history_that_is_well_breaks_no_rule_and_each_rule_was_asked() {
    var verdict =
        Checker.check(
            List.of(
                FIRST,
                SECOND,
                OTHER,
                read(1, A, 1, 40, 50, 2, "y"),
                read(1, A, 2, 60, 70, 2, "y"),
                end(45, 50, 4)),
            LOG);
    assertThat(verdict.violations()).isEmpty();
    assertThat(verdict.checked()).containsOnlyKeys(Rule.values());
    assertThat(verdict.checked().values()).allMatch(many -> many > 0);
  }

  @Test
  void those_that_run_at_the_same_time_may_come_in_either_order() {
    assertThat(rules(LOG, write(1, A, "y", 0, 30, 2, 2), write(2, A, "x", 5, 40, 1, 1))).isEmpty();
  }

  @Test
  void a_lower_position_for_what_began_after_an_acknowledgement_is_found() {
    var late = write(2, B, "z", 50, 60, 4, 1);
    var swapped = write(3, A, "x", 70, 80, 1, 1);
    var verdict = Checker.check(List.of(late, swapped), LOG);
    assertThat(verdict.violations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.rule()).isEqualTo(Rule.REAL_TIME);
              assertThat(one.operations()).containsExactly(late, swapped);
              assertThat(one.schedule()).hasSize(2).first().asString().contains("client 2");
            });
  }

  @Test
  void versions_of_a_stream_that_do_not_rise_with_positions_are_found() {
    assertThat(rules(LOG, FIRST, write(1, A, "y", 5, 30, 2, 1)))
        .contains(Rule.STREAM_ORDER)
        .doesNotContain(Rule.REAL_TIME);
  }

  @Test
  void a_stream_whose_order_is_not_that_of_real_time_is_found() {
    assertThat(rules(LOG, write(1, A, "y", 0, 10, 2, 2), write(2, A, "x", 20, 30, 1, 1)))
        .contains(Rule.STREAM_ORDER);
  }

  @Test
  void an_acknowledged_write_that_the_log_has_not_is_found() {
    assertThat(rules(LOG, write(1, A, "lost", 0, 10, 1, 1))).containsExactly(Rule.KEPT);
    assertThat(rules(LOG, write(1, A, "x", 0, 10, 9, 1))).containsExactly(Rule.KEPT);
  }

  @Test
  void the_end_of_an_append_with_the_event_of_another_may_be_told() {
    var together = write(1, A, "x", 0, 10, 2, 1);
    assertThat(rules(LOG, together, write(2, A, "y", 5, 12, 2, 2))).isEmpty();
    assertThat(Resolved.of(List.of(together), LOG).beyond()).isEqualTo(1);
  }

  @Test
  void a_told_position_before_that_of_the_event_is_found() {
    assertThat(rules(LOG, write(1, A, "y", 0, 10, 1, 2))).containsExactly(Rule.KEPT);
  }

  @Test
  void a_told_position_that_is_not_before_what_began_later_is_found() {
    assertThat(rules(LOG, write(1, A, "x", 0, 10, 2, 1), write(2, A, "y", 20, 30, 2, 2)))
        .containsExactly(Rule.REAL_TIME);
  }

  @Test
  void a_write_that_is_in_the_log_twice_is_found() {
    var twice = List.of(new Log.Entry(0, A, 0, "x"), new Log.Entry(1, A, 1, "x"));
    var lost = new Operation(1, 0, new Asked.Write(A, "x"), 0, 10, new Answer.Lost());
    assertThat(rules(new Log(twice), lost)).containsExactly(Rule.KEPT);
    assertThat(rules(new Log(twice))).as("nobody has asked for it").isEmpty();
  }

  @Test
  void holes_in_the_log_and_in_a_stream_are_found() {
    var hole = List.of(new Log.Entry(0, A, 0, "x"), new Log.Entry(2, A, 1, "y"));
    assertThat(rules(new Log(hole))).containsExactly(Rule.NO_HOLES);
    var skipped = List.of(new Log.Entry(0, A, 0, "x"), new Log.Entry(1, A, 2, "y"));
    assertThat(rules(new Log(skipped))).containsExactly(Rule.NO_HOLES);
  }

  @Test
  void an_answer_that_was_never_written_is_found() {
    assertThat(rules(LOG, read(1, A, -1, 0, 5, 1, "q"))).containsExactly(Rule.TRUE_ANSWER);
  }

  @Test
  void an_answer_from_another_stream_is_found() {
    assertThat(rules(LOG, read(1, A, -1, 0, 5, 4, "z"))).containsExactly(Rule.TRUE_ANSWER);
  }

  @Test
  void an_answer_from_the_future_is_found() {
    assertThat(rules(LOG, read(3, A, -1, 0, 5, 2, "y"), FIRST, SECOND))
        .containsExactly(Rule.TRUE_ANSWER);
  }

  @Test
  void a_read_that_knows_less_than_it_was_told_to_is_found_with_the_write_that_it_lacks() {
    var stale = read(3, A, 3, 40, 50, 1, "x");
    assertThat(Checker.check(List.of(SECOND, stale), LOG).violations())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.rule()).isEqualTo(Rule.AS_ASKED);
              assertThat(one.operations()).containsExactly(SECOND, stale);
            });
  }

  @Test
  void a_read_that_says_not_yet_breaks_nothing() {
    var notYet =
        new Operation(3, 0, new Asked.Read(A, 3, Habit.CARRIES), 40, 50, new Answer.NotYet());
    assertThat(rules(LOG, SECOND, notYet)).isEmpty();
  }

  @Test
  void an_end_of_the_log_before_what_was_acknowledged_is_found() {
    assertThat(rules(LOG, FIRST, SECOND, end(35, 40, 1))).containsExactly(Rule.LOG_END);
  }

  @Test
  void a_session_that_goes_back_is_found() {
    assertThat(rules(LOG, read(3, A, -1, 0, 5, 2, "y"), read(3, A, -1, 10, 15, 1, "x")))
        .containsExactly(Rule.SESSION);
  }

  @Test
  void a_session_that_does_not_see_its_own_write_is_found() {
    assertThat(rules(LOG, SECOND, read(1, A, -1, 40, 45, 1, "x"))).containsExactly(Rule.SESSION);
  }

  @Test
  void who_forgets_its_position_may_go_back_and_is_counted() {
    var history = new ArrayList<Operation>();
    history.add(forgetful(0, 5, 2, "y"));
    history.add(forgetful(10, 15, 1, "x"));
    assertThat(Checker.check(history, LOG).violations()).isEmpty();
    assertThat(new ReadRules(history, LOG, new ArrayList<>()).wentBack())
        .containsEntry(Habit.FORGETS_AND_CHANGES, 1);
  }

  @Test
  void a_read_is_as_stale_as_the_first_acknowledged_write_that_it_does_not_know() {
    var history = List.of(FIRST, SECOND, forgetful(1_000_010, 1_000_020, 0, "a"));
    assertThat(Staleness.of(history, LOG, Habit.FORGETS_AND_CHANGES))
        .containsExactly(new Staleness(1, 2, 2));
  }

  @Test
  void what_was_not_acknowledged_before_a_read_began_does_not_make_it_stale() {
    var history = List.of(FIRST, SECOND, forgetful(25, 60, 1, "x"));
    assertThat(Staleness.of(history, LOG, Habit.FORGETS_AND_CHANGES))
        .containsExactly(new Staleness(0, 0, 0));
  }

  private static List<Rule> rules(Log log, Operation... history) {
    return Checker.check(List.of(history), log).violations().stream()
        .map(Violation::rule)
        .distinct()
        .toList();
  }

  private static Operation write(
      int client, String stream, String value, long begin, long end, long position, long version) {
    return new Operation(
        client,
        0,
        new Asked.Write(stream, value),
        begin,
        end,
        new Answer.Written(position, version));
  }

  private static Operation read(
      int client, String stream, long least, long begin, long end, long position, String value) {
    return new Operation(
        client,
        1,
        new Asked.Read(stream, least, Habit.CARRIES),
        begin,
        end,
        new Answer.Shown(position, value));
  }

  private static Operation forgetful(long begin, long end, long position, String value) {
    return new Operation(
        7,
        1,
        new Asked.Read(A, -1, Habit.FORGETS_AND_CHANGES),
        begin,
        end,
        new Answer.Shown(position, value));
  }

  private static Operation end(long begin, long end, long position) {
    return new Operation(9, 0, new Asked.End(), begin, end, new Answer.Shown(position, ""));
  }
}
