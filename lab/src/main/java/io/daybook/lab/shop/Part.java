package io.daybook.lab.shop;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What an order changes, each on a server of its own. In this order they are prepared. */
public enum Part {
  /** The order itself. */
  ORDERS(
      """
      create table lab_order (id text primary key, sku text not null);
      create table lab_confirmed (id text primary key)
      """,
      "insert into lab_order (id, sku) values (?, ?)"),

  /** One piece is taken from what there is. */
  STOCK(
      """
      create table lab_stock (sku text primary key, available bigint not null check (available >= 0));
      create table lab_taken (id text primary key, sku text not null);
      insert into lab_stock select 'sku-' || n, 1000000000 from generate_series(0, 999) n
      """,
      """
      with taken as (insert into lab_taken (id, sku) values (?, ?) returning sku)
      update lab_stock set available = available - 1 from taken where lab_stock.sku = taken.sku
      """),

  /** The money. */
  PAYMENTS(
      "create table lab_payment (id text primary key, sku text not null, cents bigint not null)",
      "insert into lab_payment (id, sku, cents) values (?, ?, 4200)");

  private final String tables;
  private final String change;

  Part(String tables, String change) {
    this.tables = tables;
    this.change = change;
  }

  /** What belongs to it, of a list with one for each part, or with one for all. */
  public <T> T of(List<T> all) {
    return all.get(List.of(values()).indexOf(this) % all.size());
  }

  /** What makes its tables. */
  public String tables() {
    return tables;
  }

  /** Does what an order changes here, in the transaction that the connection is in. */
  public void change(Connection connection, String order, String sku) throws SQLException {
    try (var statement = connection.prepareStatement(change)) {
      statement.setString(1, order);
      statement.setString(2, sku);
      statement.executeUpdate();
    }
  }

  /** A question that is answered by 1 where the change of an order is to be seen. */
  public String isChanged(String order) {
    var table =
        switch (this) {
          case ORDERS -> "lab_order";
          case STOCK -> "lab_taken";
          case PAYMENTS -> "lab_payment";
        };
    return "select count(*) from " + table + " where id = '" + order + "'";
  }
}
