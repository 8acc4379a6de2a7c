package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.Tracing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Hands on from message to message who started it, and which message caused which. Who sent a
 * command is handed on to its events and no further: what they lead to is sent by somebody else.
 * The trace is handed on as it is, or with the step that is under way where steps are traced.
 */
final class OriginProvider implements CorrelationDataProvider {
  private static final List<String> HANDED_ON =
      List.of(
          MetadataKeys.ACTOR,
          MetadataKeys.CLIENT,
          MetadataKeys.ISSUER,
          MetadataKeys.ON_BEHALF_OF,
          MetadataKeys.TRACE_PARENT);

  private final Tracing tracing;

  OriginProvider(Tracing tracing) {
    this.tracing = tracing;
  }

  @Override
  public Map<String, ?> correlationDataFor(Message<?> message) {
    var metadata = message.getMetaData();
    var origin = new HashMap<String, Object>();
    origin.put(
        MetadataKeys.CORRELATION_ID,
        metadata.getOrDefault(MetadataKeys.CORRELATION_ID, message.getIdentifier()));
    origin.put(MetadataKeys.CAUSATION_ID, message.getIdentifier());
    if (message instanceof CommandMessage) {
      copy(metadata, MetadataKeys.CAUSATION_ID, origin, MetadataKeys.BECAUSE);
      copy(metadata, MetadataKeys.PRINCIPAL, origin, MetadataKeys.PRINCIPAL);
    }
    HANDED_ON.forEach(key -> copy(metadata, key, origin, key));
    var here = tracing.current();
    if (here != null) {
      origin.put(MetadataKeys.TRACE_PARENT, here);
    }
    return origin;
  }

  private static void copy(MetaData from, String key, Map<String, Object> to, String name) {
    var value = from.get(key);
    if (value != null) {
      to.put(name, value);
    }
  }
}
