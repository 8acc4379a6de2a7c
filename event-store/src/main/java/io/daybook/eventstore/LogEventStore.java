package io.daybook.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.AbstractEventStore;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;

/** Axon's event store: loads an aggregate in one round trip, and reads the log from its tail. */
final class LogEventStore extends AbstractEventStore {
  private static final int MAX_REMEMBERED = 10_000;

  /** Longer than a command is tried again. */
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(1);

  private final EventTable table;
  private final EventReader reader;
  private final Fingerprints fingerprints;
  private final LogTail tail;
  private final Beliefs beliefs;

  /** Streams that were presumed new and are not. */
  private final Cache<String, Boolean> notNew =
      Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).expireAfterWrite(REMEMBERED_FOR).build();

  LogEventStore(
      Builder builder,
      EventTable table,
      EventReader reader,
      Fingerprints fingerprints,
      LogTail tail,
      Beliefs beliefs) {
    super(builder);
    this.table = table;
    this.reader = reader;
    this.fingerprints = fingerprints;
    this.tail = tail;
    this.beliefs = beliefs;
  }

  @Override
  public DomainEventStream readEvents(String stream) {
    var rows = isPresumedNew(stream) ? presumeNew(stream) : load(stream);
    var staged = new ArrayList<DomainEventMessage<?>>(stagedDomainEventMessages(stream).toList());
    if (rows.isEmpty() && staged.isEmpty()) {
      return DomainEventStream.empty();
    }
    var last = staged.isEmpty() ? rows.getLast().version() : staged.getLast().getSequenceNumber();
    return DomainEventStream.of(
        Stream.concat(reader.inStream(rows.stream()), staged.stream()), () -> last);
  }

  @Override
  public BlockingStream<TrackedEventMessage<?>> openStream(@Nullable TrackingToken token) {
    return tail.openStream(token);
  }

  @Override
  public void publish(List<? extends EventMessage<?>> events) {
    UnitOfWorkLog.published(events.size());
    super.publish(events);
  }

  @Override
  protected void prepareCommit(List<? extends EventMessage<?>> events) {
    UnitOfWorkLog.checkNoHole(events);
    try {
      super.prepareCommit(events);
      UnitOfWorkLog.appended(events);
    } catch (Error bad) {
      // Axon looks for exceptions only: an Error would leave its unit of work open for ever.
      throw new IllegalStateException("The events could not be appended", bad);
    }
  }

  private boolean isPresumedNew(String stream) {
    return CurrentUnitOfWork.isStarted()
        && CurrentUnitOfWork.get().getMessage().getMetaData().containsKey(MetadataKeys.PRESUMED_NEW)
        && notNew.getIfPresent(stream) == null;
  }

  /** Who was wrong once is rolled back, and looks for the stream when he comes again. */
  private List<EventRow> presumeNew(String stream) {
    beliefs.restOn(Expectation.ofNothing(stream));
    CurrentUnitOfWork.get().onRollback(_ -> notNew.put(stream, true));
    return List.of();
  }

  private List<EventRow> load(String stream) {
    var rows = loadAll(stream);
    var end =
        rows.isEmpty()
            ? Expectation.ofNothing(stream)
            : new Expectation(stream, rows.getLast().version(), rows.getLast().eventId());
    if (isOfCommand()) {
      beliefs.restOn(end); // after a crash, what was read may be on this server only
    } else {
      UnitOfWorkLog.met(end);
    }
    return rows;
  }

  private static boolean isOfCommand() {
    return CurrentUnitOfWork.isStarted()
        && CurrentUnitOfWork.get().getMessage() instanceof CommandMessage;
  }

  /** The latest snapshot that this release can read, and all events after it. */
  private List<EventRow> loadAll(String stream) {
    var rows = table.load(stream, fingerprints.all());
    if (rows.size() < EventTable.PAGE) {
      return rows;
    }
    var all = new ArrayList<>(rows);
    for (var page = rows; page.size() >= EventTable.PAGE; ) {
      page = table.readStream(stream, all.getLast().version() + 1);
      all.addAll(page);
    }
    return all;
  }

  /** Opens the constructor of Axon's builder. */
  static final class Builder extends AbstractEventStore.Builder {}
}
