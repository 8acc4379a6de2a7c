package io.daybook.runtime;

import io.daybook.eventstore.FollowersHere;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far the read models of this process are, for itself and for other processes that ask. */
final class Whereabouts implements FollowersHere {
  private static final Logger log = LoggerFactory.getLogger(Whereabouts.class);

  /**
   * How far the clock may be from the database's. What is written down counts only where no token
   * was written after it: a segment may just have been merged with one that is less far.
   */
  private static final Duration DOUBT = Duration.ofMillis(50);

  private final String me;
  private final LaterProcessors processors;
  private final ProcessTable table;
  private final DatabaseClock clock;
  private final AtomicBoolean writing = new AtomicBoolean();

  /**
   * Those that run in this process.
   *
   * @param me the name of this process
   */
  Whereabouts(String me, LaterProcessors processors, ProcessTable table, DatabaseClock clock) {
    this.me = me;
    this.processors = processors;
    this.table = table;
    this.clock = clock;
  }

  @Override
  public Map<Integer, Long> positions(String processor) {
    var positions = new HashMap<Integer, Long>();
    var one = processors.running().get(processor);
    if (one != null) {
      one.processingStatus()
          .forEach((segment, at) -> positions.put(segment, at.getCurrentPosition().orElse(-1)));
    }
    return positions;
  }

  /** Who waits asks again, so a question that comes while the last one is answered is no loss. */
  @Override
  public void writeDown() {
    if (writing.compareAndSet(false, true)) {
      Thread.ofVirtual().name("whereabouts").start(this::write);
    }
  }

  private void write() {
    try {
      var at = clock.instant().minus(DOUBT);
      var positions = new HashMap<Place, Long>();
      for (var processor : processors.running().keySet()) {
        positions(processor)
            .forEach((segment, position) -> positions.put(new Place(processor, segment), position));
      }
      if (!positions.isEmpty()) {
        table.wroteDown(me, positions, at);
      }
    } catch (RuntimeException away) {
      log.debug("Others are not told how far this process is; they have its tokens", away);
    } finally {
      writing.set(false);
    }
  }
}
