package io.daybook.eventstore;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ResultSetExtractor;

/**
 * Calls {@code event_log.append_group}: the only statement that adds events. It is one message to
 * PostgreSQL and one answer, outside any transaction of the caller's, so its commit follows at
 * once. No query timeout may be set on it: a cancel that hits the commit while it waits for a
 * synchronous standby is answered as a success.
 */
final class AppendFunction {
  private static final String CALL =
      """
      select append_number, verdict, last_position
        from event_log.append_group(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  /** The class of what is no notice only (PostgreSQL documentation, appendix A). */
  private static final String WARNING = "01";

  private static final Appended NOTHING = new Appended(-1, -1);

  private final JdbcTemplate jdbc;

  /** Whether the latest group has lost a race: the next one is likely to lose one, too. */
  private volatile boolean racing;

  /**
   * @param dataSource one that no transaction manager knows, or commits would wait for its
   *     transactions
   */
  AppendFunction(DataSource dataSource) {
    this(dataSource, false);
  }

  /**
   * @param racing whether the first group is presumed to lose races
   */
  AppendFunction(DataSource dataSource, boolean racing) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.racing = racing;
  }

  /**
   * Tells every append of the group what became of it, or fails, and has told none.
   *
   * @param group no stream is written by two of them, or written by one and expected by another
   * @param patience how long to wait for the lock
   */
  void append(List<Append> group, Duration patience) {
    var lookFirst = racing;
    var lost = new AtomicBoolean();
    jdbc.query(
        CALL,
        statement -> bind(statement, group, patience, lookFirst),
        (ResultSetExtractor<@Nullable Void>)
            verdict -> {
              requireNoWarning(verdict.getStatement());
              while (verdict.next()) {
                if (!tell(group.get(verdict.getInt(1)), verdict)) {
                  lost.set(true);
                }
              }
              return null;
            });
    racing = lost.get();
    for (var append : group) {
      if (!append.hasRows()) {
        append.appended(NOTHING); // unless it was told that it has lost
      }
    }
  }

  /**
   * By a warning PostgreSQL says that a commit was made here and nowhere else, because somebody has
   * cancelled its wait for the standby. The driver has read up to the end of the transaction, so
   * the warning is there before anybody is told. Such an attempt has no outcome: the next one finds
   * the events and waits for the standby anew.
   */
  private static void requireNoWarning(Statement call) throws SQLException {
    for (var said = call.getWarnings(); said != null; said = said.getNextWarning()) {
      if (said.getSQLState() != null && said.getSQLState().startsWith(WARNING)) {
        throw said;
      }
    }
  }

  /** Whether it was appended. */
  private static boolean tell(Append append, ResultSet verdict) throws SQLException {
    if (verdict.getString(2).equals("conflict")) {
      append.lost();
      return false;
    } else {
      var last = verdict.getLong(3);
      append.appended(new Appended(last - append.rows().size() + 1, last));
      return true;
    }
  }

  /** An array for each column, whatever the number of rows. */
  private static void bind(
      PreparedStatement call, List<Append> group, Duration patience, boolean lookFirst)
      throws SQLException {
    var rows = group.stream().flatMap(append -> append.rows().stream()).toList();
    call.setArray(1, texts(call, rows, EventRow::stream));
    call.setObject(2, rows.stream().mapToLong(EventRow::version).toArray());
    call.setArray(3, texts(call, rows, EventRow::streamType));
    call.setArray(4, texts(call, rows, EventRow::eventId));
    call.setArray(5, texts(call, rows, EventRow::payloadType));
    call.setArray(6, texts(call, rows, EventRow::payloadRevision));
    call.setArray(7, texts(call, rows, EventRow::payload));
    call.setArray(8, texts(call, rows, EventRow::metadata));
    call.setObject(9, numbers(group, append -> append.rows().size()));
    var expected = group.stream().flatMap(append -> append.expected().stream()).toList();
    call.setArray(10, texts(call, expected, Expectation::stream));
    call.setObject(11, expected.stream().mapToLong(Expectation::version).toArray());
    call.setArray(12, texts(call, expected, Expectation::eventId));
    call.setObject(13, numbers(group, append -> append.expected().size()));
    call.setInt(14, (int) Math.max(1, patience.toMillis()));
    call.setBoolean(15, lookFirst);
  }

  /** The number of each append, as often as it has rows or expectations. */
  private static int[] numbers(List<Append> group, ToIntFunction<Append> count) {
    return IntStream.range(0, group.size())
        .flatMap(i -> IntStream.generate(() -> i).limit(count.applyAsInt(group.get(i))))
        .toArray();
  }

  private static <T> Array texts(
      PreparedStatement call, List<T> rows, Function<T, @Nullable String> column)
      throws SQLException {
    var texts = rows.stream().map(column).toArray(String[]::new); // of Object[] it would make text
    return call.getConnection().createArrayOf("text", texts);
  }
}
