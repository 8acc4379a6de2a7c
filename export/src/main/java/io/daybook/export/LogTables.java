package io.daybook.export;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * What is read: the log, and the histories of the read models, which are only ever added to. So a
 * part is the same whenever it is read. Nothing is locked; a cursor is open for one part at a time.
 */
final class LogTables implements AutoCloseable {
  private static final int FETCH = 2_000;

  /** Up to where the read models know of everything: what is read of them is whole. */
  private static final String HORIZON =
      """
      select coalesce(min(coalesce(token.token::json #>> '{currentToken,globalIndex}',
                                   token.token::json ->> 'globalIndex', '-1')::bigint), -1)
        from projection.generation live
        join event_log.token_entry token on token.processor_name = live.model || '_g' || live.number
       where live.state = 'LIVE' and (live.model, live.version) in (('order-history', 2), ('stock', 1))
      having count(distinct live.model) = 2
      """;

  private static final String EVENTS =
      """
      select position, stream, stream_type, version, event_id, recorded_at,
             substring(payload_type from '[A-Za-z]*$') as type, payload_revision, payload, metadata
        from event_log.domain_event where position >= ? and position < ? order by position
      """;

  private final Connection connection;

  /** One event as it is read. */
  interface Reader {
    void read(ResultSet event) throws SQLException, IOException;
  }

  LogTables(String url, String user, String password) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "daybook-export");
    properties.setProperty("readOnly", "true");
    connection = DriverManager.getConnection(url, properties);
    connection.setAutoCommit(false); // else the driver reads all rows at once
  }

  /** The first position of which the read models do not know yet. */
  long end() throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(HORIZON)) {
      var end = row.next() ? row.getLong(1) + 1 : 0;
      connection.rollback();
      return end;
    }
  }

  void events(long from, long to, Reader reader) throws SQLException, IOException {
    try (var statement = connection.prepareStatement(EVENTS)) {
      statement.setFetchSize(FETCH);
      statement.setLong(1, from);
      statement.setLong(2, to);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          reader.read(rows);
        }
      }
    } finally {
      connection.rollback();
    }
  }

  /** Writes the rows of a part as CSV, and says how many they are. */
  long csv(Dataset dataset, long from, long to, OutputStream out) throws SQLException, IOException {
    var rows = rows(dataset).formatted(from, to);
    try {
      return connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyOut("copy (" + rows + ") to stdout with (format csv)", out);
    } finally {
      connection.rollback();
    }
  }

  private static String rows(Dataset dataset) {
    return switch (dataset) {
      case ORDERS ->
          """
          select order_id, customer_id, status, confirmed, currency, total, held, captured, refunded, line_count,
                 unit_count, ordered_at at time zone 'UTC', placed_at at time zone 'UTC', at at time zone 'UTC',
                 position, (ordered_at at time zone 'UTC')::date
            from (select distinct on (v.order_id) v.order_id, s.customer_id, v.status, v.confirmed, s.currency,
                         s.total, v.held, v.captured, v.refunded, s.line_count, s.unit_count, s.ordered_at,
                         s.placed_at, v.at, v.position
                    from order_history_v2.order_version v
                    join order_history_v2.order_summary s on s.order_id = v.order_id
                   where v.position >= %1$d and v.position < %2$d
                   order by v.order_id, v.position desc) as latest
          """;
      case LINES ->
          """
          select l.order_id, l.line_number, l.sku, l.quantity, l.unit_price, s.currency,
                 s.ordered_at at time zone 'UTC', v.position, (s.ordered_at at time zone 'UTC')::date
            from order_history_v2.order_version v
            join order_history_v2.order_summary s on s.order_id = v.order_id and s.placed_position = v.position
            join order_history_v2.order_line l on l.order_id = v.order_id
           where v.position >= %1$d and v.position < %2$d
          """;
      case RETURNS ->
          """
          select r.order_id, r.sku, r.quantity, v.at at time zone 'UTC', v.position, (v.at at time zone 'UTC')::date
            from order_history_v2.order_version v
            join order_history_v2.line_return r on r.order_id = v.order_id and r.position = v.position
           where v.position >= %1$d and v.position < %2$d
          """;
      case PAYMENTS ->
          """
          select stream, payload ->> 'orderId', substring(payload_type from '[A-Za-z]*$'),
                 payload -> 'amount' ->> 'amount', payload -> 'amount' ->> 'currency',
                 recorded_at at time zone 'UTC', position, (recorded_at at time zone 'UTC')::date
            from event_log.domain_event
           where position >= %1$d and position < %2$d and stream like 'payment-%%'
          """;
      case STOCK_MOVEMENTS ->
          """
          select sku, kind, order_id, on_hand_change, reserved_change, on_hand, reserved, at at time zone 'UTC',
                 position, (at at time zone 'UTC')::date
            from stock_v1.stock_movement
           where position >= %1$d and position < %2$d
          """;
    };
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
