package io.daybook.query.inventory;

import io.daybook.query.BadQuery;
import io.daybook.query.Paging;
import io.daybook.query.Paging.Way;
import java.util.Map;

/** How a list of levels is ordered. */
enum StockSort {
  SKU,
  /** Those of which most units are reserved first. */
  RESERVED_DESC;

  /**
   * The part of a statement that begins at the page's key, and orders.
   *
   * @param level the alias of the row that has the level; that with the SKU is {@code l}
   * @param values gets the key
   */
  String page(Paging paging, String level, Map<String, Object> values) {
    var up = paging.walk(Way.UP);
    return switch (this) {
      case SKU -> {
        var key = paging.key(1);
        if (key != null) {
          values.put("key", key[0]);
        }
        yield (key == null ? "" : " and l.sku " + up.past() + " :key")
            + " order by l.sku "
            + up.word()
            + " limit :limit";
      }
      case RESERVED_DESC -> {
        var down = paging.walk(Way.DOWN);
        var key = paging.key(2);
        if (key != null) {
          values.put("reserved", number(key[0]));
          values.put("key", key[1]);
        }
        var past =
            " and (%1$s.reserved %2$s :reserved or %1$s.reserved = :reserved and l.sku %3$s :key)"
                .formatted(level, down.past(), up.past());
        yield (key == null ? "" : past)
            + " order by %s.reserved %s, l.sku %s limit :limit"
                .formatted(level, down.word(), up.word());
      }
    };
  }

  /** The key of a row. */
  String key(StockQueries.StockLevel level) {
    return switch (this) {
      case SKU -> level.sku();
      case RESERVED_DESC -> level.reserved() + "|" + level.sku();
    };
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw BadQuery.cursor("after");
    }
  }
}
