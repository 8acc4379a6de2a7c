package io.daybook.eventstore;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Rows as {@code unnest} takes them: an array for each column, whatever the number of rows. */
final class RowArrays {
  private RowArrays() {}

  /** Binds all columns, in the order of {@link EventTable#COLUMNS}. */
  static void bind(PreparedStatement statement, List<EventRow> rows) throws SQLException {
    int size = rows.size();
    var texts = new String[7][size];
    var versions = new long[size];
    var recorded = new long[size];
    for (int i = 0; i < size; i++) {
      var row = rows.get(i);
      texts[0][i] = row.stream();
      versions[i] = row.version();
      texts[1][i] = row.streamType();
      texts[2][i] = row.eventId();
      recorded[i] = row.recordedAtMicros();
      texts[3][i] = row.payloadType();
      texts[4][i] = row.payloadRevision();
      texts[5][i] = row.payload();
      texts[6][i] = row.metadata();
    }
    statement.setArray(1, text(statement, texts[0]));
    statement.setObject(2, versions);
    statement.setArray(3, text(statement, texts[1]));
    statement.setArray(4, text(statement, texts[2]));
    statement.setObject(5, recorded);
    for (int i = 3; i < texts.length; i++) {
      statement.setArray(i + 3, text(statement, texts[i]));
    }
  }

  /** Binds streams and versions alone. */
  static void bindVersions(PreparedStatement statement, List<EventRow> rows) throws SQLException {
    statement.setArray(1, text(statement, rows.stream().map(EventRow::stream).toArray()));
    statement.setObject(2, rows.stream().mapToLong(EventRow::version).toArray());
  }

  private static Array text(PreparedStatement statement, Object[] values) throws SQLException {
    return statement.getConnection().createArrayOf("text", values);
  }
}
