package io.daybook.projection.order;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.ReturnedLine;
import java.util.List;
import java.util.function.Function;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Posts what was ordered, and how much of it came back, to {@code order_line}. A return names a
 * product and not a line, so it is a statement of its own.
 */
class OrderLinesProjection {
  private static final String RETURN =
      """
      update %s as line
         set returned = line.returned + back.quantity, position = back.position
        from (select sku, sum(quantity::integer) as quantity, ?::bigint as position
                from unnest(?::text[], ?::text[]) as returned (sku, quantity)
               group by sku) as back
       where line.order_id = ? and line.sku = back.sku and line.position < back.position
      """;

  private final ReadTable lines;
  private final String postReturn;

  OrderLinesProjection(ReadTables tables) {
    this.lines = tables.table("order_line");
    this.postReturn = RETURN.formatted(tables.qualified("order_line"));
  }

  @EventHandler
  void on(OrderPlaced event, TrackingToken token) {
    int number = 0;
    for (var line : event.lines()) {
      number++;
      lines.append(
          Row.of("order_id", event.orderId())
              .set("line_number", number)
              .set("sku", line.sku())
              .set("quantity", line.quantity())
              .set("returned", 0)
              .set("unit_price", line.unitPrice())
              .set("position", token.position().orElseThrow()));
    }
  }

  @EventHandler
  void on(OrderLinesReturned event, TrackingToken token) {
    lines.execute(
        postReturn,
        token.position().orElseThrow(),
        texts(event.lines(), ReturnedLine::sku),
        texts(event.lines(), ReturnedLine::quantity),
        event.orderId().toString());
  }

  private static <T> String[] texts(List<T> items, Function<T, Object> property) {
    return items.stream().map(item -> property.apply(item).toString()).toArray(String[]::new);
  }
}
