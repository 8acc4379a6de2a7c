package io.daybook.query;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in events: read from the log when it is asked for, and kept nowhere else, because it may
 * be personal.
 */
@Component
public final class Payloads {
  private final EventLog log;
  private final Serializer serializer;
  private final JsonMapper json;

  Payloads(@Qualifier("query") EventLog log, Serializer serializer, JsonMapper json) {
    this.log = log;
    this.serializer = serializer;
    this.json = json;
  }

  /** The payloads of the events at these positions, in their current revisions, in one query. */
  public Map<Long, Object> at(Collection<Long> positions) {
    return log.readPositions(positions).stream()
        .collect(Collectors.toMap(LoggedEvent::position, this::payload, (first, _) -> first));
  }

  private Object payload(LoggedEvent event) {
    return json.readValue(
        serializer.serialize(event.payload(), String.class).getData(), Object.class);
  }
}
