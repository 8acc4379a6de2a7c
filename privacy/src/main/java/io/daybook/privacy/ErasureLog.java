package io.daybook.privacy;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.privacy.CustomerErased;
import io.daybook.schema.privacy.PrivacyEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;

/** What the log says of erasures, in their one stream. */
public final class ErasureLog {
  /** Before the first event of the stream. */
  static final long NOTHING = -1;

  private static final String TYPE = "Erasures";

  /** Races that are lost one after the other. */
  private static final int MOST_RACES = 10;

  private final EventStore store;
  private final EventLog log;

  ErasureLog(EventStore store, EventLog log) {
    this.store = store;
    this.log = log;
  }

  /** The version of the latest event, or -1 when nobody was ever erased. */
  public long head() {
    return log.lastVersion(PrivacyEvent.STREAM);
  }

  /** The erasures after a version, in their order. */
  List<Erased> after(long version) {
    return erased(since(version)).toList();
  }

  /** Whether there is nothing at all in the log, so that nobody is in it. */
  boolean isEmpty() {
    return log.headPosition() < 0;
  }

  /**
   * Appends that an erasure is done, unless the log says so after a version. What was said before
   * it is not read, so the cost does not grow with the number of erasures.
   *
   * @param by who has decided it
   * @param principal who appends it: the same, or a part of the platform
   * @param after a version at which the log did not say so yet
   */
  public Erased append(CustomerErased event, String by, String principal, long after) {
    var from = Math.min(after, head()); // the log may be an older one
    for (int races = 0; ; races++) {
      var since = since(from);
      var said = said(event, since);
      if (said.isPresent()) {
        return said.get();
      }
      try {
        var version = since.isEmpty() ? from + 1 : since.getLast().version() + 1;
        store.publish(
            new GenericDomainEventMessage<>(
                TYPE, PrivacyEvent.STREAM, version, event, origin(event, by, principal)));
      } catch (ConcurrencyException lost) {
        if (races == MOST_RACES) {
          throw lost;
        }
      }
    }
  }

  private static Optional<Erased> said(CustomerErased event, List<LoggedEvent> since) {
    return erased(since).filter(one -> one.erasureId().equals(event.erasureId())).findFirst();
  }

  private List<LoggedEvent> since(long version) {
    return log.readStream(PrivacyEvent.STREAM, version);
  }

  private static Stream<Erased> erased(List<LoggedEvent> events) {
    return events.stream()
        .map(
            event ->
                switch ((PrivacyEvent) event.payload()) {
                  case CustomerErased erased ->
                      new Erased(
                          erased.erasureId(),
                          erased.customerId(),
                          erased.keys(),
                          event.metadata().getOrDefault(MetadataKeys.ACTOR, ""),
                          event.position(),
                          event.timestamp());
                });
  }

  private static MetaData origin(CustomerErased event, String by, String principal) {
    var id = event.erasureId().toString();
    return MetaData.from(
        Map.of(
            MetadataKeys.ACTOR, by,
            MetadataKeys.PRINCIPAL, principal,
            MetadataKeys.CORRELATION_ID, id,
            MetadataKeys.CAUSATION_ID, id));
  }
}
