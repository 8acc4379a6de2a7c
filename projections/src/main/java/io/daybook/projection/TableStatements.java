package io.daybook.projection;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The statements of one read table, each for any number of rows: an array a column, which {@code
 * unnest} turns into rows. Columns, types and key are those that the model's script has made. A
 * table without a key can only be appended to.
 */
final class TableStatements {
  private static final String COLUMNS =
      """
      select attname, format_type(atttypid, atttypmod),
             coalesce(array_position(indkey::int2[], attnum), -1)
        from pg_attribute left join pg_index on indrelid = attrelid and indisprimary
       where attrelid = ?::regclass and attnum > 0 and not attisdropped
       order by attnum
      """;

  private static final String READ = "select %s from %s where %s order by %s for update";

  private static final String DELETE = "delete from %s where %s";

  private static final String INSERT = "insert into %s as t (%s) select * from unnest(%s)";

  /**
   * Segments add to the same sums, and where each event is written at once they do so in whatever
   * order their events come: two would wait for each other. So one transaction of a read model
   * after the other adds to its sums; they would wait at the largest stretch anyway.
   */
  private static final String ADD =
      """
      with turn as materialized (select pg_advisory_xact_lock(%d, hashtext('%s')))
      insert into %s as t (%s) select added.* from turn, unnest(%s) as added""";

  /** Of these locks, among all that are taken by number. */
  private static final int SUMS = 0x73756d73;

  private static final String CONFLICT = " on conflict (%s) ";

  private final JdbcTemplate jdbc;
  private final String table;
  private final List<Column> key;
  private final List<String> names;
  private final Set<String> known;
  private final String read;
  private final String write;
  private final String append;
  private final String sum;
  private final String delete;
  private final String copy;

  private record Column(String name, String type, int placeInKey) {
    String parameter() {
      return "?::" + type + "[]";
    }

    String assignment() {
      return name + " = excluded." + name;
    }
  }

  TableStatements(JdbcTemplate jdbc, String table) {
    this.jdbc = jdbc;
    this.table = table;
    var columns =
        jdbc.query(
            COLUMNS,
            (row, _) -> new Column(row.getString(1), row.getString(2), row.getInt(3)),
            table);
    key =
        columns.stream()
            .filter(column -> column.placeInKey() >= 0)
            .sorted(Comparator.comparingInt(Column::placeInKey))
            .toList();
    names = columns.stream().map(Column::name).toList();
    known = new HashSet<>(names);
    var columnNames = listed(columns, Column::name, ", ");
    var arrays = listed(columns, Column::parameter, ", ");
    var insert = INSERT.formatted(table, columnNames, arrays);
    copy = "copy %s (%s) from stdin".formatted(table, columnNames);
    var conflict = key.isEmpty() ? "" : CONFLICT.formatted(listed(key, Column::name, ", "));
    append = insert + conflict + "do nothing";
    var model = table.substring(0, Math.max(0, table.indexOf('.')));
    sum =
        ADD.formatted(SUMS, model, table, columnNames, arrays)
            + conflict
            + "do update set amount = t.amount + excluded.amount"
            + (known.contains("latest") ? ", latest = greatest(t.latest, excluded.latest)" : "");
    write = insert + conflict + "do update set " + changesOf(columns);
    var keyNames = listed(key, Column::name, ", ");
    var keyArrays = listed(key, Column::parameter, ", ");
    var wanted =
        key.size() == 1
            ? "%s = any(%s)".formatted(keyNames, keyArrays)
            : "(%s) in (select * from unnest(%s))".formatted(keyNames, keyArrays);
    read = READ.formatted(listed(columns, Column::name, ", "), table, wanted, keyNames);
    delete = DELETE.formatted(table, wanted);
  }

  /** A row never goes back to an earlier position. */
  private static String changesOf(List<Column> columns) {
    var values = columns.stream().filter(column -> column.placeInKey() < 0).toList();
    var guard =
        values.stream().anyMatch(column -> column.name().equals("position"))
            ? " where t.position < excluded.position"
            : "";
    return listed(values, Column::assignment, ", ") + guard;
  }

  /** The values of a row's key. */
  List<String> keyOf(Row row) {
    return key.stream().map(column -> row.text(column.name())).toList();
  }

  /** Reads rows by their keys and locks them, in the order of the keys. */
  Map<List<String>, Row> read(List<List<String>> keys) {
    var rows = new HashMap<List<String>, Row>();
    if (keys.isEmpty()) {
      return rows;
    }
    jdbc.query(
        read,
        found -> {
          var values = new ArrayList<@Nullable String>();
          for (var name : names) {
            values.add(found.getString(name));
          }
          var row = Row.read(names, values);
          rows.put(keyOf(row), row);
        },
        arraysOf(keys));
    return rows;
  }

  /** Writes rows, whether they are there or not. */
  void write(List<Row> rows) {
    send(write, rows);
  }

  /** Writes rows, except those that are there; where there is no key, none is. */
  void append(List<Row> rows) {
    if (!key.isEmpty()) {
      send(append, rows);
    } else if (!rows.isEmpty()) {
      checkColumns(rows);
      var text = CopyText.of(names, rows);
      jdbc.execute(
          (ConnectionCallback<Long>)
              connection ->
                  copy(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy), text));
    }
  }

  private static long copy(CopyIn copying, byte[] text) throws SQLException {
    try {
      copying.writeToCopy(text, 0, text.length);
      return copying.endCopy();
    } finally {
      if (copying.isActive()) {
        copying.cancelCopy();
      }
    }
  }

  /** Writes rows, or adds them to those that are there. */
  void sum(List<Row> rows) {
    send(sum, rows);
  }

  void delete(List<List<String>> keys) {
    if (!keys.isEmpty()) {
      jdbc.update(delete, arraysOf(keys));
    }
  }

  private void send(String sql, List<Row> rows) {
    if (rows.isEmpty()) {
      return;
    }
    checkColumns(rows);
    jdbc.update(
        sql,
        names.stream()
            .map(name -> rows.stream().map(row -> row.valueOf(name)).toArray(String[]::new))
            .toArray());
  }

  private void checkColumns(List<Row> rows) {
    for (var row : rows) {
      if (!known.containsAll(row.columns())) {
        throw new IllegalArgumentException(table + " has not all the columns " + row.columns());
      }
    }
  }

  private Object[] arraysOf(List<List<String>> keys) {
    return IntStream.range(0, key.size())
        .mapToObj(place -> keys.stream().map(one -> one.get(place)).toArray(String[]::new))
        .toArray();
  }

  private static String listed(
      List<Column> columns, Function<Column, String> what, String separator) {
    return columns.stream().map(what).collect(Collectors.joining(separator));
  }
}
