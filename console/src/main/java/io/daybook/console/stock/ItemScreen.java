package io.daybook.console.stock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SKU on a page.
 *
 * @param movements the latest first; empty for who may not see them
 * @param reservations the orders that hold units of it, the oldest first; null for who may not see
 *     them
 * @param chart of them; null without any
 * @param isWhole false when there are more movements than are shown
 */
public record ItemScreen(
    String sku,
    String asOf,
    StockAnswer.Level level,
    StockAnswer.@Nullable Product product,
    List<StockAnswer.Movement> movements,
    StockAnswer.@Nullable Reservations reservations,
    @Nullable StockChart chart,
    boolean isWhole) {

  /** Keeps its own list. */
  public ItemScreen {
    movements = List.copyOf(movements);
  }
}
