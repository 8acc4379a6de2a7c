package io.daybook.console.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of orders on a page.
 *
 * @param statuses that orders may have
 * @param page of the list
 * @param next address of the next page; null on the last
 * @param csv address of the same page as CSV
 * @param isFirst whether nothing comes before this page
 */
public record OrdersScreen(
    OrderFilter filter,
    List<String> statuses,
    OrdersAnswer page,
    @Nullable String next,
    String csv,
    boolean isFirst) {

  /** Keeps its own list. */
  public OrdersScreen {
    statuses = List.copyOf(statuses);
  }
}
