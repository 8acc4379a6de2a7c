package io.daybook.lab.dualwrite;

import io.daybook.lab.dualwrite.Messages.UnacknowledgedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of what the broker is to be told. A row is written in the transaction of what it tells
 * of, and is deleted after the broker has acknowledged it: never forgotten, perhaps told twice. One
 * poller takes rows in the order of their numbers.
 */
final class Outbox {
  /** What makes the table. */
  static final String TABLE =
      "create table lab_outbox (number bigint generated always as identity primary key, id text not"
          + " null)";

  private static final int PAGE = 100;

  private final Connection connection;
  private final Messages messages;
  private final Marks marks;

  /**
   * Begins.
   *
   * @param connection of its own, that does not commit by itself
   */
  Outbox(Connection connection, Messages messages, Marks marks) {
    this.connection = connection;
    this.messages = messages;
    this.marks = marks;
  }

  static void add(Connection connection, String order) throws SQLException {
    try (var insert = connection.prepareStatement("insert into lab_outbox (id) values (?)")) {
      insert.setString(1, order);
      insert.executeUpdate();
    }
  }

  /**
   * Tells what stands there, a page at most.
   *
   * @return whether nothing stood there
   */
  boolean tell() throws SQLException, UnacknowledgedException, InterruptedException {
    var numbers = new ArrayList<Long>();
    var orders = new ArrayList<String>();
    try (var select =
            connection.prepareStatement(
                "select number, id from lab_outbox order by number limit " + PAGE);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        numbers.add(rows.getLong(1));
        orders.add(rows.getString(2));
      }
    }
    messages.send(orders);
    if (!orders.isEmpty()) {
      marks.passed(Moment.SENT);
      delete(numbers);
    }
    connection.commit();
    return orders.isEmpty();
  }

  private void delete(List<Long> numbers) throws SQLException {
    try (var delete =
        connection.prepareStatement("delete from lab_outbox where number = any (?)")) {
      delete.setArray(1, connection.createArrayOf("bigint", numbers.toArray()));
      delete.executeUpdate();
    }
  }
}
