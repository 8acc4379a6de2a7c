package io.daybook.console.projection;

import java.util.List;

/**
 * All read models on a page.
 *
 * @param processors all that follow the log; none in the part of the page that is live
 * @param mayDecide whether whoever looks may do anything about them; then the page is live too
 */
public record ModelsScreen(
    List<ModelReport> models, List<Processor> processors, boolean mayDecide) {

  /** Keeps its own lists. */
  public ModelsScreen {
    models = List.copyOf(models);
    processors = List.copyOf(processors);
  }
}
