package io.daybook.console.projection;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * How far a read model was behind the log, as a path of SVG over the last minutes. It has holes
 * where nobody has looked.
 *
 * @param most that was seen, in events
 * @param now what was seen last
 */
public record LagChart(String path, long most, long now) {
  /** Of the view box. */
  public static final int WIDTH = 600;

  /** Of the view box. */
  public static final int HEIGHT = 60;

  /** The live page looks every two seconds. */
  private static final Duration HOLE = Duration.ofSeconds(10);

  /** Below this, nobody would call it behind; so a chart of small numbers stays low. */
  private static final long LEAST = 100;

  static LagChart of(List<LagSamples.Sample> samples, Instant now) {
    var most = samples.stream().mapToLong(LagSamples.Sample::lag).max().orElse(0);
    var path = new StringBuilder();
    var before = Instant.EPOCH;
    for (var sample : samples) {
      var ago = Duration.between(sample.at(), now).toMillis();
      var x = WIDTH * (1 - (double) ago / LagSamples.KEPT.toMillis());
      var y = HEIGHT - HEIGHT * (double) sample.lag() / Math.max(LEAST, most);
      var begins = before.plus(HOLE).isBefore(sample.at());
      path.append(String.format(Locale.ROOT, "%s%.1f %.1f", begins ? "M" : "L", x, y));
      before = sample.at();
    }
    return new LagChart(path.toString(), most, samples.getLast().lag());
  }

  /** For who does not see it. */
  public String inWords(String model) {
    return model
        + " was at most "
        + most
        + " events behind the log in the last ten minutes, and is "
        + now
        + " behind now";
  }
}
