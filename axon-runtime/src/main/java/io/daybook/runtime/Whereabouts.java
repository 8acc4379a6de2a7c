package io.daybook.runtime;

import io.daybook.eventstore.FollowersHere;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
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
  private final LongSupplier headOfLog;
  private final AtomicBoolean writing = new AtomicBoolean();

  /**
   * Those that run in this process.
   *
   * @param me the name of this process
   * @param headOfLog the position of the latest event, -1 when there is none
   */
  Whereabouts(
      String me,
      LaterProcessors processors,
      ProcessTable table,
      DatabaseClock clock,
      LongSupplier headOfLog) {
    this.me = me;
    this.processors = processors;
    this.table = table;
    this.clock = clock;
    this.headOfLog = headOfLog;
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

  /**
   * Tells other processes, soon. Who waits asks again, so a question that comes while the last one
   * is answered is no loss.
   */
  void writeDown() {
    if (writing.compareAndSet(false, true)) {
      try {
        Thread.ofVirtual().name("whereabouts").start(this::write);
      } catch (RuntimeException | Error none) {
        writing.set(false);
        throw none;
      }
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
      // A log that ends before that went back, which this process will notice.
      if (!positions.isEmpty() && Collections.max(positions.values()) <= headOfLog.getAsLong()) {
        table.wroteDown(me, positions, at);
      }
    } catch (RuntimeException away) {
      log.debug("Others are not told how far this process is; they have its tokens", away);
    } finally {
      writing.set(false);
    }
  }
}
