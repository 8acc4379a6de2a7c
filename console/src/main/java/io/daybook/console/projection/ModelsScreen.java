package io.daybook.console.projection;

import java.util.List;

/**
 * All read models on a page.
 *
 * @param mayDecide whether whoever looks may do anything about them; then the page is live too
 */
public record ModelsScreen(List<ModelReport> models, boolean mayDecide) {

  /** Keeps its own list. */
  public ModelsScreen {
    models = List.copyOf(models);
  }
}
