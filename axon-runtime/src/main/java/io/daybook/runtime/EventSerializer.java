package io.daybook.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.AxonTransientException;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectReader;

/**
 * Axon's serializer, with two differences. Failures that pass are seen as such: what is sealed
 * cannot be read while its key cannot be had, and that says nothing of what was written. And what
 * Axon and Jackson look for anew with every event is kept: the class of a type, how it is read, and
 * how metadata is.
 */
final class EventSerializer extends Jackson3Serializer {
  private static final String METADATA = MetaData.class.getName();

  private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();
  private final Map<Class<?>, ObjectReader> readers = new ConcurrentHashMap<>();
  private final ObjectReader metadata;

  EventSerializer(Builder builder) {
    super(builder);
    metadata = getObjectMapper().readerForMapOf(Object.class);
  }

  @Override
  public Class<?> classForType(SerializedType type) {
    var known = classes.get(type.getName());
    if (known != null) {
      return known;
    }
    var found = super.classForType(type);
    if (!UnknownSerializedType.class.equals(found)) {
      classes.put(type.getName(), found);
    }
    return found;
  }

  @Override
  protected ObjectReader getReader(Class<?> type) {
    var known = readers.get(type);
    if (known == null) {
      known = super.getReader(type);
      readers.put(type, known);
    }
    return known;
  }

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
    try {
      return super.serialize(object, representation);
    } catch (SerializationException | JacksonException failure) {
      throw passingIn(failure);
    }
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // as Axon declares it
  public <S, T> T deserialize(SerializedObject<S> object) {
    try {
      return isMetadata(object) ? metadata((String) object.getData()) : super.deserialize(object);
    } catch (SerializationException | JacksonException failure) {
      throw passingIn(failure);
    }
  }

  private static boolean isMetadata(SerializedObject<?> object) {
    return METADATA.equals(object.getType().getName())
        && String.class.equals(object.getContentType());
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // who asks for it wants MetaData
  private <T> T metadata(String json) {
    try {
      Map<String, Object> entries = metadata.readValue(json.getBytes(StandardCharsets.UTF_8));
      return (T) MetaData.from(entries);
    } catch (JacksonException unreadable) {
      throw new SerializationException("Metadata cannot be read", unreadable);
    }
  }

  private static RuntimeException passingIn(RuntimeException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof AxonTransientException passing) {
        return passing;
      }
    }
    return failure;
  }
}
