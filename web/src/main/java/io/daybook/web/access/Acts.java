package io.daybook.web.access;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.operation.ActId;
import io.daybook.schema.operation.OperationEvent;
import java.util.UUID;
import java.util.function.Function;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.springframework.stereotype.Component;

/**
 * Puts into the log what those who run the shop decide and look at. Each act is a stream of its
 * own, so nobody waits for another's; no aggregate decides about it, because nothing follows from
 * it but that it is known.
 */
@Component
public final class Acts {
  /** The type of the streams. */
  private static final String TYPE = "Act";

  private final EventStore log;

  Acts(EventStore log) {
    this.log = log;
  }

  /**
   * Appends an act of the caller of the request under way, and comes back when it is durable: only
   * then it may be carried out.
   *
   * @throws IllegalStateException when nobody asks
   */
  public void record(Function<ActId, OperationEvent> act) {
    record(
        Callers.current().orElseThrow(() -> new IllegalStateException("Nobody asks for an act")),
        act);
  }

  /** The same for a request whose caller is known. */
  public void record(Caller caller, Function<ActId, OperationEvent> act) {
    var id = ActId.random();
    var request = UUID.randomUUID().toString();
    var origin =
        MetaData.from(caller.asMetadata())
            .and(MetadataKeys.CORRELATION_ID, request)
            .and(MetadataKeys.CAUSATION_ID, request);
    log.publish(new GenericDomainEventMessage<>(TYPE, id.toString(), 0, act.apply(id), origin));
  }
}
