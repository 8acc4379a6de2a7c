package io.daybook.projection.order;

import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.ReturnedLine;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.stereotype.Component;

/**
 * Posts what was ordered, and how much of it came back, to {@code order_history.order_line}; all
 * lines of an event in one statement, because an order may have a thousand.
 */
@Component
@ProcessingGroup("order-history")
class OrderLinesProjection {
  private static final String INSERT =
      """
      insert into order_history.order_line
             (order_id, line_number, sku, quantity, unit_price, position)
      select :orderId, line.n, line.sku, line.quantity::integer, line.price::numeric, :position
        from unnest(:skus::text[], :quantities::text[], :prices::text[])
             with ordinality as line (sku, quantity, price, n)
      on conflict (order_id, line_number) do nothing
      """;

  private static final String RETURN =
      """
      update order_history.order_line as line
         set returned = line.returned + back.quantity, position = :position
        from (select sku, sum(quantity::integer) as quantity
                from unnest(:skus::text[], :quantities::text[]) as returned (sku, quantity)
               group by sku) as back
       where line.order_id = :orderId and line.sku = back.sku and line.position < :position
      """;

  private final ReadTables tables;

  OrderLinesProjection(ReadTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(OrderPlaced event, @Timestamp Instant at, TrackingToken token) {
    var row =
        Row.at(at)
            .with(token)
            .with("orderId", event.orderId())
            .withAll("skus", event.lines(), OrderLine::sku)
            .withAll("quantities", event.lines(), OrderLine::quantity)
            .withAll("prices", event.lines(), line -> line.unitPrice().getAmount());
    tables.write(INSERT, row.values());
  }

  @EventHandler
  void on(OrderLinesReturned event, @Timestamp Instant at, TrackingToken token) {
    var row =
        Row.at(at)
            .with(token)
            .with("orderId", event.orderId())
            .withAll("skus", event.lines(), ReturnedLine::sku)
            .withAll("quantities", event.lines(), ReturnedLine::quantity);
    tables.write(RETURN, row.values());
  }
}
