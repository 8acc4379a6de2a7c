package io.daybook.eventstore;

import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** The latest pages of the log, as many as fit. One thread adds, many read. */
final class RecentPages {
  /** In bytes, as {@link LogPage#weight} estimates them. */
  private static final long MOST = 64L << 20;

  private final ConcurrentSkipListMap<Long, LogPage> byLast = new ConcurrentSkipListMap<>();
  private long weight;

  /** The page in which the position after this one is, or null when it is not here. */
  @Nullable LogPage after(long position) {
    var page = byLast.higherEntry(position);
    return page == null || page.getValue().after() > position ? null : page.getValue();
  }

  /** Adds a page that follows the others; the oldest go. */
  synchronized void add(LogPage page) {
    byLast.put(page.last(), page);
    weight += page.weight();
    while (weight > MOST && byLast.size() > 1) {
      weight -= byLast.pollFirstEntry().getValue().weight();
    }
  }

  /** Lets go of all; whoever needs one of them reads it from the table. */
  synchronized void clear() {
    byLast.clear();
    weight = 0;
  }
}
