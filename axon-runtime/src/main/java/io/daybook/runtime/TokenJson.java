package io.daybook.runtime;

import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/** Writes and reads tokens as they are kept. */
record TokenJson(Serializer serializer) {

  TokenTable.Kept written(@Nullable TrackingToken token) {
    if (token == null) {
      return new TokenTable.Kept(null, null);
    }
    var written = serializer.serialize(token, String.class);
    return new TokenTable.Kept(written.getData(), written.getType().getName());
  }

  TrackingToken read(TokenTable.Kept kept) {
    if (kept.json() == null || kept.type() == null) {
      throw new IllegalStateException("A segment has no token; every one of ours begins with one");
    }
    return serializer.deserialize(
        new SimpleSerializedObject<>(kept.json(), String.class, kept.type(), null));
  }
}
