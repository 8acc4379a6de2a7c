package io.daybook.projection.order;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.projection.RunningSums;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * Posts what an order was after each event that changed it, to {@code order_version}, and what the
 * change makes of the sums over all orders, to {@code order_sum}. Both are only ever added to.
 */
final class OrderVersions {
  private final ReadTable versions;
  private final RunningSums sums;

  OrderVersions(ReadTables tables) {
    this.versions = tables.table("order_version");
    this.sums = new RunningSums(tables.table("order_sum"));
  }

  /** What of an order is in sums. */
  record Summed(
      String status, long confirmed, BigDecimal held, BigDecimal captured, BigDecimal refunded) {

    static Summed of(Row order) {
      return new Summed(
          order.text("status"),
          order.has("confirmed_at") ? 1 : 0,
          new BigDecimal(order.text("held")),
          new BigDecimal(order.text("captured")),
          new BigDecimal(order.text("refunded")));
    }
  }

  /** The order as it was placed. */
  void placed(Row order) {
    var position = order.number("position");
    sums.add("orders", 1, position, Instant.parse(order.text("ordered_at")));
    sums.add("status:" + order.text("status"), 1, position);
    keep(order);
  }

  /** The order as it is after an event that found it as it was before. */
  void changed(Summed before, Row order) {
    var after = Summed.of(order);
    var position = order.number("position");
    if (!before.status().equals(after.status())) {
      sums.add("status:" + before.status(), -1, position);
      sums.add("status:" + after.status(), 1, position);
    }
    var currency = ":" + order.text("currency");
    sums.add("confirmed", after.confirmed() - before.confirmed(), position);
    sums.add("held" + currency, after.held().subtract(before.held()), position);
    sums.add("captured" + currency, after.captured().subtract(before.captured()), position);
    sums.add("refunded" + currency, after.refunded().subtract(before.refunded()), position);
    keep(order);
  }

  private void keep(Row order) {
    versions.append(
        Row.of("order_id", order.text("order_id"))
            .set("position", order.number("position"))
            .set("at", order.text("updated_at"))
            .set("ordered_at", order.text("ordered_at"))
            .set("status", order.text("status"))
            .set("confirmed", order.has("confirmed_at"))
            .set("held", order.text("held"))
            .set("captured", order.text("captured"))
            .set("refunded", order.text("refunded")));
  }
}
