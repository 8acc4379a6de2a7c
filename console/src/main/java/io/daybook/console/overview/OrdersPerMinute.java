package io.daybook.console.overview;

import java.util.ArrayList;
import java.util.List;

/**
 * How many orders came in each of the last minutes, the latest last, as a small chart of bars.
 *
 * @param counts one for each minute
 */
public record OrdersPerMinute(List<Long> counts) {
  /** Of the view box. */
  public static final int HEIGHT = 40;

  /** Of a bar, with the gap after it. */
  public static final int STEP = 16;

  /** Keeps its own list. */
  public OrdersPerMinute {
    counts = List.copyOf(counts);
  }

  /** By the sums at moments that are a minute apart. */
  static OrdersPerMinute of(List<OverviewAnswer.Statuses> moments) {
    var counts = new ArrayList<Long>();
    for (int i = 1; i < moments.size(); i++) {
      counts.add(Math.max(0, moments.get(i).sum() - moments.get(i - 1).sum()));
    }
    return new OrdersPerMinute(counts);
  }

  /** In the last minute. */
  public long last() {
    return counts.isEmpty() ? 0 : counts.getLast();
  }

  /** In the minute with most of them. */
  public long most() {
    return counts.stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** The height of a bar; each that is not empty is to be seen. */
  public long height(int minute) {
    var count = counts.get(minute);
    return count == 0 ? 0 : Math.max(2, HEIGHT * count / Math.max(1, most()));
  }

  /** For who does not see it. */
  public String inWords() {
    return "Orders in each of the last " + counts.size() + " minutes, the latest last: " + counts;
  }
}
