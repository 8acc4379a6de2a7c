package io.daybook.privacy.erasure;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.privacy.CustomerErased;
import io.daybook.schema.privacy.PrivacyEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/** Says in the log who was erased, once. */
@Component
class ErasureLog {
  private static final String TYPE = "Erasures";

  private final EventStore store;
  private final EventLog log;

  ErasureLog(@Qualifier("eventStore") EventStore store, EventLog log) {
    this.store = store;
    this.log = log;
  }

  /**
   * Appends that an erasure is done, unless the log says so already.
   *
   * @return at which position it does
   */
  long append(Erasure.Due due) {
    var before = log.readStreams(List.of(PrivacyEvent.STREAM));
    return positionOf(due, before)
        .orElseGet(
            () -> {
              var event = new CustomerErased(due.id(), due.customer(), due.keys());
              store.publish(
                  new GenericDomainEventMessage<>(
                      TYPE, PrivacyEvent.STREAM, before.size(), event, origin(due)));
              return positionOf(due, log.readStreams(List.of(PrivacyEvent.STREAM))).orElseThrow();
            });
  }

  private static Optional<Long> positionOf(Erasure.Due due, List<LoggedEvent> events) {
    return events.stream()
        .filter(
            event -> event.payload() instanceof CustomerErased e && e.erasureId().equals(due.id()))
        .map(LoggedEvent::position)
        .findFirst();
  }

  private static MetaData origin(Erasure.Due due) {
    return MetaData.from(
        Map.of(
            MetadataKeys.ACTOR, due.actor(),
            MetadataKeys.PRINCIPAL, due.actor(),
            MetadataKeys.CORRELATION_ID, due.id().toString(),
            MetadataKeys.CAUSATION_ID, due.id().toString()));
  }
}
