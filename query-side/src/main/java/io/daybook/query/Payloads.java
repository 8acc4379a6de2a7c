package io.daybook.query;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.SchemaJson;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in events: read from the log when it is asked for, and kept nowhere else, because it may
 * be personal. The token of a payment is nobody's to read.
 */
@Component
public final class Payloads {
  private final EventLog log;
  private final JsonMapper json;

  Payloads(@Qualifier("query") EventLog log) {
    this.log = log;
    this.json = SchemaJson.shown();
  }

  /** The payloads of the events at these positions, in their current revisions, in one query. */
  public Map<Long, Object> at(Collection<Long> positions) {
    return log.readPositions(positions).stream()
        .collect(Collectors.toMap(LoggedEvent::position, this::payload, (first, _) -> first));
  }

  /** Who is behind the events at these positions, in one query. */
  public Map<Long, EventOrigin> originsAt(Collection<Long> positions) {
    return log.readPositions(positions).stream()
        .collect(Collectors.toMap(LoggedEvent::position, EventOrigin::of, (first, _) -> first));
  }

  private Object payload(LoggedEvent event) {
    return json.convertValue(event.payload(), Object.class);
  }
}
