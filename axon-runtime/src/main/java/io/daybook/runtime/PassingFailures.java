package io.daybook.runtime;

import org.axonframework.common.AxonTransientException;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A serializer whose failures that pass are seen as such: what is sealed cannot be read while its
 * key cannot be had, and that says nothing of what was written.
 */
final class PassingFailures extends Jackson3Serializer {

  PassingFailures(Builder builder) {
    super(builder);
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
      return super.deserialize(object);
    } catch (SerializationException | JacksonException failure) {
      throw passingIn(failure);
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
