package io.daybook.saga.fulfilment;

import io.daybook.schema.order.OrderRelated;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** An event that waits, within its saga, until those before it can be followed. */
record HeldEvent(String type, @Nullable String revision, String json) {

  static HeldEvent of(OrderRelated event, Serializer serializer) {
    var written = serializer.serialize(event, String.class);
    return new HeldEvent(
        written.getType().getName(), written.getType().getRevision(), written.getData());
  }

  OrderRelated read(Serializer serializer) {
    return serializer.deserialize(new SimpleSerializedObject<>(json, String.class, type, revision));
  }
}
