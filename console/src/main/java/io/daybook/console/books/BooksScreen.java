package io.daybook.console.books;

import java.util.List;

/**
 * The latest reconciliations on a page.
 *
 * @param mayStart whether whoever looks may start one
 */
public record BooksScreen(List<Run> runs, boolean mayStart) {

  /** Keeps its own list. */
  public BooksScreen {
    runs = List.copyOf(runs);
  }
}
