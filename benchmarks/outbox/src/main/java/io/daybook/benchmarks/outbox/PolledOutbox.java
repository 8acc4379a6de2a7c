package io.daybook.benchmarks.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The classic: takes a page of the outbox table in the order of its ids, sends it, deletes it when
 * the broker has it, and looks again. What another poller has locked is skipped.
 */
public final class PolledOutbox {
  private static final int PAGE = 1_000;
  private static final String TAKE =
      """
      select id, stream, event_id, payload_type, position, payload from outbox
       order by id limit %d for update skip locked
      """
          .formatted(PAGE);
  private static final String DONE = "delete from outbox where id = any (?)";

  private PolledOutbox() {}

  /**
   * Runs until it is ended.
   *
   * @param arguments the address of the database, the broker's, what the names of the topics begin
   *     with, and how many milliseconds it rests when there was no full page
   */
  public static void main(String[] arguments) throws SQLException {
    var rest = Duration.ofMillis(Long.parseLong(arguments[3])).toNanos();
    try (var connection = DriverManager.getConnection(arguments[0], "postgres", "");
        var take = connection.prepareStatement(TAKE);
        var done = connection.prepareStatement(DONE);
        var out = new KafkaOut(arguments[1])) {
      connection.setAutoCommit(false);
      while (!Thread.currentThread().isInterrupted()) {
        if (page(connection, take, done, out, arguments[2]) < PAGE) {
          LockSupport.parkNanos(rest);
        }
      }
    }
  }

  private static int page(
      Connection connection,
      PreparedStatement take,
      PreparedStatement done,
      KafkaOut out,
      String topics)
      throws SQLException {
    var ids = new Long[PAGE];
    var taken = 0;
    try (var rows = take.executeQuery()) {
      while (rows.next()) {
        ids[taken++] = rows.getLong(1);
        var row =
            new LogRow(
                rows.getString(2),
                rows.getString(3),
                rows.getString(4),
                rows.getLong(5),
                rows.getString(6));
        out.send(topics + row.feature(), row);
      }
    }
    if (taken > 0) {
      out.awaitAcknowledged();
      done.setArray(1, connection.createArrayOf("bigint", java.util.Arrays.copyOf(ids, taken)));
      done.executeUpdate();
    }
    connection.commit();
    return taken;
  }
}
