package io.daybook.runtime;

import io.daybook.runtime.PostgresSagaStore.Found;
import io.daybook.runtime.SagaChanges.State;
import org.axonframework.modelling.saga.SagaStorageException;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads sagas. The revision of a saga's class is stored beside its state; revisions of
 * sagas are whole numbers.
 */
final class SagaStates {
  private final Serializer serializer;

  SagaStates(Serializer serializer) {
    this.serializer = serializer;
  }

  /** The name under which a type of sagas is stored. */
  String typeOf(Class<?> sagaType) {
    return serializer.typeForClass(sagaType).getName();
  }

  State state(String id, Object saga) {
    var state = serializer.serialize(saga, String.class);
    return new State(id, state.getType().getName(), state.getType().getRevision(), state.getData());
  }

  Found read(SagaTable.Row row) {
    var kept = row.state();
    var state =
        new SimpleSerializedObject<>(kept.json(), String.class, kept.type(), kept.revision());
    refuseNewer(state.getType());
    return new Found(kept.id(), serializer.deserialize(state), row.associations());
  }

  /**
   * Refuses what a newer release has stored: reading its fields by guess would be a silent error.
   * Its processor stops here, and may find a newer release on another node. Older revisions are
   * read as far as the class reads them; the first one has no number.
   */
  private void refuseNewer(SerializedType stored) {
    var known = serializer.typeForClass(serializer.classForType(stored)).getRevision();
    if (number(stored.getRevision()) > number(known)) {
      throw new SagaStorageException(
          "Revision %s of %s is not known to this release, which knows revision %s"
              .formatted(stored.getRevision(), stored.getName(), known));
    }
  }

  private static int number(@Nullable String revision) {
    return revision == null ? 1 : Integer.parseInt(revision);
  }
}
