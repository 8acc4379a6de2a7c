package io.daybook.lab.dualwrite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a reader does with orders: each is sent off as a parcel. Nothing stops a second one. */
final class Parcels {
  /** What makes the tables. */
  static final String TABLES =
      """
      create table lab_parcel (reader text not null, id text not null);
      create table lab_inbox (reader text not null, id text not null, primary key (reader, id))
      """;

  private Parcels() {}

  /** Sends off all of them, in the transaction that the connection is in. */
  static void send(Connection connection, String reader, List<String> orders) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into lab_parcel (reader, id) select ?, unnest(?::text[])")) {
      insert.setString(1, reader);
      insert.setArray(2, connection.createArrayOf("text", orders.toArray()));
      insert.executeUpdate();
    }
  }

  /** Notes what has come; the answer is what had not come before. */
  static List<String> newOnes(Connection connection, String reader, List<String> orders)
      throws SQLException {
    var answer = new ArrayList<String>();
    try (var insert =
        connection.prepareStatement(
            "insert into lab_inbox (reader, id) select ?, unnest(?::text[]) on conflict do"
                + " nothing returning id")) {
      insert.setString(1, reader);
      insert.setArray(2, connection.createArrayOf("text", orders.toArray()));
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          answer.add(rows.getString(1));
        }
      }
    }
    return answer;
  }
}
