package io.daybook.runtime;

import io.daybook.eventstore.MetadataKeys;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/** Hands on from message to message who started it, and which message caused which. */
final class OriginProvider implements CorrelationDataProvider {

  @Override
  public Map<String, ?> correlationDataFor(Message<?> message) {
    var metadata = message.getMetaData();
    var origin = new HashMap<String, Object>();
    origin.put(
        MetadataKeys.CORRELATION_ID,
        metadata.getOrDefault(MetadataKeys.CORRELATION_ID, message.getIdentifier()));
    origin.put(MetadataKeys.CAUSATION_ID, message.getIdentifier());
    if (message instanceof CommandMessage && metadata.containsKey(MetadataKeys.CAUSATION_ID)) {
      origin.put(MetadataKeys.BECAUSE, metadata.get(MetadataKeys.CAUSATION_ID));
    }
    for (var key : new String[] {MetadataKeys.ACTOR, MetadataKeys.TRACE_PARENT}) {
      if (metadata.containsKey(key)) {
        origin.put(key, metadata.get(key));
      }
    }
    return origin;
  }
}
