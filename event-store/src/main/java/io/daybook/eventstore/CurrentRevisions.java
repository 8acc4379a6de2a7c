package io.daybook.eventstore;

import java.util.Objects;
import org.axonframework.serialization.Converter;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;

/**
 * A serializer that reads only what this release understands. An event whose revision is not the
 * one of its class, after all upcasters, comes from a newer release: reading its fields by guess
 * would be a silent error. Events are read lazily, so what fails is whoever needs this event, and
 * nobody else.
 */
final class CurrentRevisions implements Serializer {
  private final Serializer serializer;
  private final RevisionResolver revisions;

  CurrentRevisions(Serializer serializer, RevisionResolver revisions) {
    this.serializer = serializer;
    this.revisions = revisions;
  }

  @Override
  @SuppressWarnings("TypeParameterUnusedInFormals") // as Axon declares it
  public <S, T> T deserialize(SerializedObject<S> object) {
    var type = object.getType();
    if (!isCurrent(type)) {
      throw new UnknownRevisionException(
          "Revision "
              + type.getRevision()
              + " of "
              + type.getName()
              + " is not known to this release, which knows revision "
              + current(type)
              + "; no upcaster leads there: is this node older than the one that wrote it?");
    }
    return serializer.deserialize(object);
  }

  private boolean isCurrent(SerializedType type) {
    return Objects.equals(type.getRevision(), current(type));
  }

  private @Nullable String current(SerializedType type) {
    Class<?> known = serializer.classForType(type);
    return UnknownSerializedType.class.equals(known)
        ? type.getRevision()
        : revisions.revisionOf(known);
  }

  @Override
  public <T> SerializedObject<T> serialize(@Nullable Object object, Class<T> representation) {
    return serializer.serialize(object, representation);
  }

  @Override
  public <T> boolean canSerializeTo(Class<T> representation) {
    return serializer.canSerializeTo(representation);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Axon declares it
  public Class classForType(SerializedType type) {
    return serializer.classForType(type);
  }

  @Override
  public SerializedType typeForClass(@SuppressWarnings("rawtypes") @Nullable Class type) {
    return serializer.typeForClass(type);
  }

  @Override
  public Converter getConverter() {
    return serializer.getConverter();
  }
}
