package io.daybook.console.stock;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Levels on a page.
 *
 * @param asOf as of which instant, as a browser's field has it; empty for now
 * @param sku that is looked for; empty for all
 * @param order {@code sku}, or empty for those first of which most is reserved
 * @param next address of the next page; null on the last
 */
public record StockScreen(
    String sku, String asOf, String order, List<StockAnswer.Level> levels, @Nullable String next) {

  /** Keeps its own list. */
  public StockScreen {
    levels = List.copyOf(levels);
  }
}
