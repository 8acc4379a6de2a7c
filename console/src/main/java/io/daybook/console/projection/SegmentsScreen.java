package io.daybook.console.projection;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The segments of a processor, by the node that has them; those that nobody has come last. */
public record SegmentsScreen(String processor, List<Segment> segments) {
  private static final Comparator<Segment> BY_NODE =
      Comparator.comparing(Segment::owner, Comparator.nullsLast(Comparator.<String>naturalOrder()))
          .thenComparingInt(Segment::number);

  /**
   * A segment.
   *
   * @param part of all streams, from 0 to 1
   * @param owner the process that follows the log for it; null for none
   * @param stopped why nobody may; null when somebody may
   */
  public record Segment(
      int number,
      double part,
      @Nullable String owner,
      long position,
      long lag,
      @Nullable String stopped) {

    /** Worth a look. */
    public boolean isLate() {
      return lag > 1_000;
    }

    /** The part of the streams. */
    public String percent() {
      return String.format(Locale.ROOT, "%.1f %%", part * 100).replace(".0 ", " ");
    }
  }

  /** Keeps its own list. */
  public SegmentsScreen {
    segments = segments.stream().sorted(BY_NODE).toList();
  }
}
