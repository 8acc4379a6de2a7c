package io.daybook.query;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads columns in the types of GraphQL. */
public final class Rows {
  private Rows() {}

  /** A column that always has a value. */
  public static OffsetDateTime time(ResultSet row, String column) throws SQLException {
    return row.getTimestamp(column).toInstant().atOffset(ZoneOffset.UTC);
  }

  /** A column that may be null. */
  public static @Nullable OffsetDateTime timeOrNull(ResultSet row, String column)
      throws SQLException {
    Timestamp value = row.getTimestamp(column);
    return value == null ? null : value.toInstant().atOffset(ZoneOffset.UTC);
  }

  /** The part of a cursor that is a time. */
  public static Timestamp timeOfCursor(String text) {
    try {
      return Timestamp.from(Instant.parse(text));
    } catch (DateTimeParseException _) {
      throw BadQuery.cursor("after");
    }
  }
}
