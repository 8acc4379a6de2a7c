package io.daybook.console.stock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/**
 * Levels over time as paths of SVG: each level holds until the next movement.
 *
 * @param onHand path of what is on hand
 * @param reserved path of what is reserved
 * @param top the highest level
 */
public record StockChart(String onHand, String reserved, int top, Instant from, Instant to) {
  /** Of the view box. */
  public static final int WIDTH = 600;

  /** Of the view box. */
  public static final int HEIGHT = 160;

  /**
   * Of movements.
   *
   * @param latestFirst one at least
   */
  static StockChart of(List<StockAnswer.Movement> latestFirst) {
    var movements = latestFirst.reversed();
    var from = movements.getFirst().at();
    var to = movements.getLast().at();
    var top =
        Math.max(
            1,
            movements.stream().mapToInt(m -> Math.max(m.onHand(), m.reserved())).max().orElse(1));
    return new StockChart(
        path(movements, StockAnswer.Movement::onHand, top),
        path(movements, StockAnswer.Movement::reserved, top),
        top,
        from,
        to);
  }

  private static String path(
      List<StockAnswer.Movement> movements, ToIntFunction<StockAnswer.Movement> level, int top) {
    var from = movements.getFirst().at();
    var span = Math.max(1, Duration.between(from, movements.getLast().at()).toMillis());
    var path = new StringBuilder();
    for (var movement : movements) {
      var x = WIDTH * (double) Duration.between(from, movement.at()).toMillis() / span;
      var y = HEIGHT - HEIGHT * (double) level.applyAsInt(movement) / top;
      path.append(
          path.isEmpty()
              ? String.format(Locale.ROOT, "M%.1f %.1f", x, y)
              : String.format(Locale.ROOT, "H%.1fV%.1f", x, y));
    }
    return path.append("H").append(WIDTH).toString();
  }
}
