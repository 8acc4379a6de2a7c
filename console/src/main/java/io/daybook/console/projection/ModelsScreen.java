package io.daybook.console.projection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All read models on a page.
 *
 * @param processors all that follow the log; none in the part of the page that is live
 * @param charts how far models were behind, by name; none of what was hardly seen yet
 * @param mayDecide whether whoever looks may do anything about them; then the page is live too
 */
public record ModelsScreen(
    List<ModelReport> models,
    List<Processor> processors,
    Map<String, LagChart> charts,
    boolean mayDecide) {

  /** Keeps its own lists. */
  public ModelsScreen {
    models = List.copyOf(models);
    processors = List.copyOf(processors);
    charts = Map.copyOf(charts);
  }

  /** The chart of a model; null when it was hardly seen yet. */
  public @Nullable LagChart chart(String model) {
    return charts.get(model);
  }
}
