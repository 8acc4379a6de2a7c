package io.daybook.projection;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A table of a read model, as its projection changes it: row by row, each change by one event. The
 * changes are gathered, and written for a whole page of events at once. A change sees the row as
 * all earlier events have left it.
 */
public final class ReadTable {
  private final String name;
  private final JdbcTemplate jdbc;
  private final TableStatements statements;

  ReadTable(JdbcTemplate jdbc, String name) {
    this.name = name;
    this.jdbc = jdbc;
    this.statements = new TableStatements(jdbc, name);
  }

  /** Adds a row that no event changes, unless it is there. It is not read. */
  public void append(Row row) {
    PendingChanges.add(pending -> pending.append(name, statements, row));
  }

  /**
   * Adds the amount of a row to that of the row with its key, and keeps the later {@code latest} of
   * both. Such rows are never read here, so those of several segments may be added to the same one.
   */
  public void sum(Row row) {
    PendingChanges.add(pending -> pending.sum(name, statements, row));
  }

  /** Adds a row, unless there is one with this key. */
  public void insert(Row row) {
    fold(statements.keyOf(row), before -> before == null ? row : before, true);
  }

  /** Adds a row, unless there is one with this key, and changes what is then there. */
  public void insertAndChange(Row fresh, Consumer<Row> change) {
    fold(
        statements.keyOf(fresh), before -> changed(before == null ? fresh : before, change), false);
  }

  /**
   * The same for a row that no other event makes: in a generation that is being built, nobody looks
   * whether it is there.
   */
  public void makeAndChange(Row fresh, Consumer<Row> change) {
    fold(statements.keyOf(fresh), before -> changed(before == null ? fresh : before, change), true);
  }

  private static Row changed(Row row, Consumer<Row> change) {
    change.accept(row);
    return row;
  }

  /** Puts a row in the place of whatever has its key. */
  public void put(Row row) {
    fold(statements.keyOf(row), _ -> row, false);
  }

  /** Changes the row that has this key, if there is one. */
  public void change(Consumer<Row> change, Object... key) {
    fold(
        keyOf(key),
        row -> {
          if (row != null) {
            change.accept(row);
          }
          return row;
        },
        false);
  }

  /** Removes the row that has this key, if there is one. */
  public void remove(Object... key) {
    fold(keyOf(key), _ -> null, false);
  }

  /**
   * Runs a statement that finds its rows by something else than their key, after all rows of the
   * page are written.
   */
  public void execute(String sql, Object... values) {
    PendingChanges.add(pending -> pending.execute(jdbc, sql, values));
  }

  private void fold(List<String> key, PendingChanges.Fold fold, boolean makes) {
    PendingChanges.add(pending -> pending.fold(name, statements, key, fold, makes));
  }

  private static List<String> keyOf(Object... values) {
    return Arrays.stream(values).map(value -> Objects.requireNonNull(Row.inText(value))).toList();
  }
}
