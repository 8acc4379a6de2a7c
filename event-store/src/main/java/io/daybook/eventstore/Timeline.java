package io.daybook.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Which history a server writes.
 *
 * @param cluster PostgreSQL's system identifier: the same on a primary and its standbys
 * @param number grows with every promotion and every restored backup; 0 when it is not known
 */
record Timeline(long cluster, int number) {
  static final Timeline UNKNOWN = new Timeline(0, 0);

  /** The first eight digits in the name of a file of the write-ahead log are its timeline. */
  private static final String ASK =
      """
      select system_identifier,
             case when not pg_is_in_recovery()
                  then ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::int end
        from pg_control_system()
      """;

  /** Classes of answers of a service that does not let everybody, or anybody, ask. */
  private static final String NOT_SUPPORTED = "0A";

  private static final String NOT_ALLOWED = "42";

  /** Asks a server; null when it is a standby, and {@link #UNKNOWN} when it does not tell. */
  static @Nullable Timeline of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(ASK)) {
      row.next();
      var number = row.getInt(2);
      return row.wasNull() ? null : new Timeline(row.getLong(1), number);
    } catch (SQLException refused) {
      var state = refused.getSQLState();
      if (state != null && (state.startsWith(NOT_SUPPORTED) || state.startsWith(NOT_ALLOWED))) {
        return UNKNOWN;
      }
      throw refused;
    }
  }

  /** Never, where they are of different clusters: what the log says is compared then. */
  boolean isBefore(Timeline other) {
    return cluster == other.cluster && number < other.number;
  }

  @Override
  public String toString() {
    return "timeline " + number;
  }
}
