package io.daybook.reconciliation;

import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Our side of the books. It is posted when it is needed and not as events happen, so orders pay
 * nothing for it.
 */
@Component
class Ledger {
  private static final int BATCH = 500;
  private static final int PATIENCE_SECONDS = 30;

  private final StreamableMessageSource<TrackedEventMessage<?>> log;
  private final LedgerTables tables;

  Ledger(
      @Qualifier("eventStore") StreamableMessageSource<TrackedEventMessage<?>> log,
      LedgerTables tables) {
    this.log = log;
    this.tables = tables;
  }

  /** Posts whatever is in the log by now, and answers its position. */
  long catchUp() {
    var head = log.createHeadToken().position().orElse(-1);
    var position = tables.position();
    if (position >= head) {
      return position;
    }
    try (var events = log.openStream(new GlobalSequenceTrackingToken(position))) {
      while (position < head) {
        Interruption.check();
        position = postBatch(events, position, head);
      }
      return position;
    } catch (InterruptedException interrupted) {
      throw Interruption.of(interrupted);
    }
  }

  private long postBatch(BlockingStream<TrackedEventMessage<?>> events, long from, long head)
      throws InterruptedException {
    var postings = new Postings();
    var position = from;
    for (int i = 0; i < BATCH && position < head; i++) {
      if (!events.hasNextAvailable(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("The log does not go on after position " + position);
      }
      var event = events.nextAvailable();
      postings.post(event.getPayload(), event.getTimestamp());
      position = event.trackingToken().position().orElseThrow();
    }
    tables.post(from, position, postings);
    return position;
  }
}
