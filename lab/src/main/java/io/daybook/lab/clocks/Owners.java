package io.daybook.lab.clocks;

import io.daybook.lab.platform.Platform;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Looks twice a second who owns the segments of the processors, until it is closed. */
final class Owners implements AutoCloseable {
  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Platform platform;
  private final Map<String, String> owners = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private final Thread thread;
  private volatile boolean over;
  private int moves;

  Owners(Platform platform) {
    this.platform = platform;
    thread = Thread.ofPlatform().name("owners").start(this::run);
  }

  private void run() {
    while (!over) {
      try {
        platform
            .rows(
                """
                select processor_name || '/' || segment, owner from event_log.token_entry
                 where owner is not null and processor_name <> '__config'
                """)
            .forEach(row -> note(row.getFirst(), row.get(1)));
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      Skewed.sleep(EVERY_NANOS);
    }
  }

  private void note(String segment, String owner) {
    seen.add(owner);
    var before = owners.put(segment, owner);
    moves += before == null || before.equals(owner) ? 0 : 1;
  }

  /** What was seen. It is closed first. */
  Promise promise() {
    return Promises.leases(seen.size(), moves);
  }

  @Override
  public void close() {
    over = true;
    Skewed.join(thread);
  }
}
