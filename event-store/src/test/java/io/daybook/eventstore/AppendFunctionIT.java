package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.event;
import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What the function of the database says of each append, and what it does with it; the same whether
 * it writes at once or looks first, as it does where races have just been lost.
 */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class AppendFunctionIT {
  private final LogForTests log = new LogForTests();
  private final AppendFunction function;

  AppendFunctionIT(boolean racing) {
    this.function = new AppendFunction(log.dataSource, racing);
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void each_append_of_a_group_learns_its_positions() {
    var one = append(events("a", 0, 2));
    var two = append(events("b", 0, 1));
    var three = append(List.of(event("c", 0, "{}"), event("d", 0, "{}"), event("c", 1, "{}")));
    together(one, two, three);
    assertThat(one.await()).isEqualTo(new Appended(0, 1));
    assertThat(two.await()).isEqualTo(new Appended(2, 2));
    assertThat(three.await()).isEqualTo(new Appended(3, 5));
    assertThat(log.all())
        .extracting(EventRow::stream)
        .containsExactly("a", "a", "b", "c", "d", "c");
  }

  @Test
  void what_is_in_the_log_already_is_told_with_the_positions_it_has() {
    var rows = events("a", 0, 3);
    log.append(events("before", 0, 1));
    together(append(rows));
    log.append(events("after", 0, 1));
    var again = append(rows, Expectation.ofNothing("a"), Expectation.ofNothing("after"));
    var other = append(events("b", 0, 1));
    together(again, other);
    assertThat(again.await()).isEqualTo(new Appended(1, 3));
    assertThat(other.await()).isEqualTo(new Appended(5, 5));
    assertThat(log.all()).hasSize(6);
  }

  @Test
  void an_append_with_one_version_taken_loses_whole_and_costs_nobody_else_anything() {
    log.append(events("a", 0, 2));
    var before = append(events("b", 0, 1));
    var lost = append(List.of(event("c", 0, "{}"), event("a", 1, "{}"), event("a", 2, "{}")));
    var after = append(events("d", 0, 1));
    together(before, lost, after);
    assertThatThrownBy(lost::await).isInstanceOf(ConcurrencyException.class);
    assertThat(before.await()).isEqualTo(new Appended(2, 2));
    assertThat(after.await()).isEqualTo(new Appended(3, 3));
    assertThat(log.all()).extracting(EventRow::stream).containsExactly("a", "a", "b", "d");
  }

  @Test
  void events_of_which_only_some_are_in_the_log_have_lost() {
    var rows = events("a", 0, 2);
    log.append(List.of(rows.getFirst()));
    var more = append(rows);
    together(more);
    assertThatThrownBy(more::await).isInstanceOf(ConcurrencyException.class);
    assertThat(log.all()).hasSize(1);
  }

  @Test
  void an_append_is_made_only_if_other_streams_are_as_expected() {
    log.append(events("price", 0, 3));
    var right = append(events("a", 0, 1), end("price"), Expectation.ofNothing("x"));
    var old = append(events("b", 0, 1), new Expectation("price", 1, null));
    var notNew = append(events("c", 0, 1), Expectation.ofNothing("price"));
    var missing = append(events("d", 0, 1), end("price"), new Expectation("x", 0, "x0"));
    var another = append(events("e", 0, 1), new Expectation("price", 2, "another event"));
    together(right, old, notNew, missing, another);
    assertThat(right.await()).isEqualTo(new Appended(3, 3));
    for (var lost : List.of(old, notNew, missing, another)) {
      assertThatThrownBy(lost::await).isInstanceOf(ConcurrencyException.class);
    }
    assertThat(log.all()).hasSize(4);
  }

  @Test
  void an_append_of_nothing_says_whether_what_it_expects_is_so() {
    log.append(events("a", 0, 2));
    log.append(events("b", 0, 1));
    var right = append(List.of(), end("a"), end("b"), Expectation.ofNothing("c"));
    var beside = append(events("d", 0, 1));
    together(right, beside);
    assertThat(right.await()).isEqualTo(new Appended(-1, -1));
    assertThat(beside.await()).isEqualTo(new Appended(3, 3));
    var stillRight = append(List.of(), end("d"));
    var wrong =
        append(List.of(), end("a"), Expectation.ofNothing("b"), new Expectation("a", 0, null));
    var written = append(events("e", 0, 1), end("b"));
    together(stillRight, wrong, written);
    assertThat(stillRight.await()).isEqualTo(new Appended(-1, -1));
    assertThatThrownBy(wrong::await).isInstanceOf(ConcurrencyException.class);
    assertThat(written.await()).isEqualTo(new Appended(4, 4));
    assertThat(log.all()).hasSize(5);
  }

  /** A commit that writes would wait for the disk, for an answer that changes nothing. */
  @Test
  void an_append_of_nothing_writes_nothing() throws Exception {
    log.append(events("a", 0, 1));
    var confirmation = append(List.of(), end("a"));
    try (var connection = log.dataSource.getConnection()) {
      connection.setAutoCommit(false);
      var one = new SingleConnectionDataSource(connection, true);
      new AppendFunction(one).append(List.of(confirmation), LogForTests.PATIENCE);
      var transaction = "select pg_current_xact_id_if_assigned()::text";
      assertThat(new JdbcTemplate(one).queryForObject(transaction, String.class)).isNull();
    }
    assertThat(confirmation.await()).isEqualTo(new Appended(-1, -1));
  }

  @Test
  void a_lock_that_is_not_let_go_ends_the_wait_and_nothing_is_left_behind() throws Exception {
    var append = append(events("a", 0, 1));
    try (var _ = new HeldLock(log)) {
      assertThatThrownBy(() -> function.append(List.of(append), Duration.ofMillis(50)))
          .satisfies(failure -> assertThat(AppendFailure.isWithoutTrace(failure)).isTrue())
          .satisfies(failure -> assertThat(AppendFailure.isFinal(failure)).isFalse())
          .hasStackTraceContaining("lock timeout");
    }
    assertThat(append.isSettled()).isFalse();
    assertThat(log.all()).isEmpty();
  }

  /** A snapshot from before the lock would not show what was committed while it was waited for. */
  @Test
  void a_transaction_that_would_not_see_the_newest_events_is_refused() {
    assertThatThrownBy(
            () ->
                log.jdbc.execute(
                    """
                    begin isolation level repeatable read;
                    select * from event_log.append_group('{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}',
                                                         '{}', '{}', '{}', '{}', 1000);
                    """))
        .hasStackTraceContaining("read committed");
  }

  @Test
  void many_rows_are_appended_in_their_order() {
    IntStream.range(0, 20).forEach(i -> log.append(events("s" + i, 0, 500)));
    assertThat(log.all())
        .extracting(row -> row.stream() + "/" + row.version())
        .containsExactlyElementsOf(
            IntStream.range(0, 10_000).mapToObj(i -> "s" + i / 500 + "/" + i % 500).toList());
  }

  @Test
  void an_append_to_a_table_that_has_just_grown_from_nothing_scans_no_more_than_the_index()
      throws Exception {
    try (var connection = log.dataSource.getConnection()) {
      connection.setAutoCommit(false);
      var one = new SingleConnectionDataSource(connection, true);
      for (int i = 0; i < 20; i++) {
        var lost = append(events("s0", 0, 1), Expectation.ofNothing("s0"));
        new AppendFunction(one)
            .append(List.of(append(events("s" + i, 0, 500))), LogForTests.PATIENCE);
        new AppendFunction(one).append(List.of(lost), LogForTests.PATIENCE);
      }
      assertThat(
              new JdbcTemplate(one)
                  .queryForObject(
                      "select seq_scan from pg_stat_xact_user_tables where relname ="
                          + " 'domain_event'",
                      Long.class))
          .isZero();
    }
  }

  private Expectation end(String stream) {
    return LogForTests.endOf(log.table.readStream(stream, 0));
  }

  private void together(Append... appends) {
    function.append(List.of(appends), LogForTests.PATIENCE);
  }

  private static Append append(List<EventRow> rows, Expectation... expected) {
    return new Append(rows, List.of(expected), System.nanoTime() + LogForTests.PATIENCE.toNanos());
  }
}
