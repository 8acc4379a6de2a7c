package io.daybook.projection.rebuild;

import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.deadletter.Letters;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.stereotype.Component;

/**
 * Makes a read model anew from the log, in place: its tables are emptied in the transaction that
 * also sends its processor back to the start, so a crash leaves either the old tables or a replay
 * that goes on. Dead letters go with the tables, and their events come again. Until the replay has
 * caught up, queries see what has been posted so far.
 */
@Component
public class Rebuild {
  private final ReadTables tables;
  private final EventProcessingConfiguration processing;
  private final EventStore log;
  private final Letters letters;

  Rebuild(
      ReadTables tables, EventProcessingConfiguration processing, EventStore log, Letters letters) {
    this.tables = tables;
    this.processing = processing;
    this.log = log;
    this.letters = letters;
  }

  /**
   * Starts a rebuild and returns; {@link #progress} tells how far it is. Other processors go on.
   */
  public synchronized void start(ReadModel model) {
    tables.migrate(model);
    var processor = processor(model);
    processor.shutDown();
    try {
      processor.resetTokens(StreamableMessageSource::createTailToken);
    } finally {
      processor.start();
    }
  }

  /**
   * How far a read model is.
   *
   * @param position of the slowest segment; -1 before the first event
   * @param head position of the latest event of the log; -1 when there is none
   * @param deadLetters events that are set aside
   */
  public record Progress(
      String name,
      long position,
      long head,
      boolean caughtUp,
      boolean replaying,
      long deadLetters) {}

  /** How far this node's segments of a read model are. */
  public Progress progress(ReadModel model) {
    var segments = processor(model).processingStatus().values();
    var position =
        segments.stream()
            .mapToLong(segment -> segment.getCurrentPosition().orElse(-1))
            .min()
            .orElse(-1);
    var caughtUp =
        !segments.isEmpty() && segments.stream().allMatch(EventTrackerStatus::isCaughtUp);
    // Axon calls a segment replaying until the first event after the reset, which may be a long
    // time coming.
    var replaying = !caughtUp && segments.stream().anyMatch(EventTrackerStatus::isReplaying);
    var head = log.createHeadToken().position().orElse(-1);
    return new Progress(
        model.processor(), position, head, caughtUp, replaying, letters.count(model));
  }

  private StreamingEventProcessor processor(ReadModel model) {
    return processing
        .eventProcessor(model.processor(), StreamingEventProcessor.class)
        .orElseThrow();
  }
}
