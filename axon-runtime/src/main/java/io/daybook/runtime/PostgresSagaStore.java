package io.daybook.runtime;

import io.daybook.runtime.SagaMemory.Question;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.SagaStorageException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sagas as JSON, in the transaction of the processor that handles them. Finding a saga also loads
 * it, in one round trip, and once a batch however many of the batch's events are its own; Axon's
 * own store asks three times an event.
 *
 * <p>What a batch has stored is remembered for the next one ({@link SagaMemory}).
 *
 * <p>No row is locked: the same transaction moves the segment's token, which fails when another
 * node has taken the segment over, and then nothing of the batch is kept. So sagas must be handled
 * by their segment alone, never by a deadline beside it.
 *
 * <p>The revision of a saga's class is stored beside its state. Revisions of sagas are whole
 * numbers.
 */
final class PostgresSagaStore implements SagaStore<Object> {
  private static final String COLUMNS =
      """
      select s.saga_id, s.saga_type, s.revision, s.state,
             array(select association_key from event_log.saga_association o
                    where o.saga_id = s.saga_id order by association_key, association_value) as keys,
             array(select association_value from event_log.saga_association o
                    where o.saga_id = s.saga_id order by association_key, association_value) as values
      """;

  private static final String FIND =
      COLUMNS
          + """
            from event_log.saga_association a join event_log.saga_entry s on s.saga_id = a.saga_id
           where a.saga_type = ? and a.association_key = ? and a.association_value = ?
          """;

  private static final String LOAD = COLUMNS + "  from event_log.saga_entry s where s.saga_id = ?";

  private static final String ASSOCIATE =
      """
      insert into event_log.saga_association (saga_type, association_key, association_value, saga_id)
      values (?, ?, ?, ?) on conflict do nothing
      """;

  private final JdbcTemplate jdbc;
  private final Serializer serializer;
  private final SagaMemory memory;

  PostgresSagaStore(JdbcTemplate jdbc, Serializer serializer, SagaMemory memory) {
    this.jdbc = jdbc;
    this.serializer = serializer;
    this.memory = memory;
  }

  /** A saga as it was stored. */
  record Found(String id, Object saga, Set<AssociationValue> associationValues)
      implements Entry<Object> {}

  /**
   * What the unit of work under way has asked for, found and stored. Without one, nothing is
   * remembered.
   */
  private record Batch(
      Map<Question, Set<String>> asked, Map<String, Found> found, Map<String, Found> stored) {

    Batch() {
      this(new HashMap<>(), new HashMap<>(), new HashMap<>());
    }
  }

  private Batch batch() {
    return CurrentUnitOfWork.isStarted()
        ? CurrentUnitOfWork.get()
            .root()
            .getOrComputeResource(Batch.class.getName(), _ -> begin(CurrentUnitOfWork.get().root()))
        : new Batch();
  }

  private Batch begin(UnitOfWork<?> root) {
    var batch = new Batch();
    var claims = memory.claims();
    root.afterCommit(_ -> memory.remember(claims, batch.stored(), batch.asked()));
    return batch;
  }

  @Override
  public Set<String> findSagas(Class<?> sagaType, AssociationValue by) {
    var batch = batch();
    var question = new Question(typeOf(sagaType), by);
    var known = batch.asked().get(question);
    if (known == null) {
      known = CurrentUnitOfWork.isStarted() ? remembered(question, batch) : null;
    }
    if (known != null) {
      return known;
    }
    var found = query(FIND, question.sagaType(), by.getKey(), by.getValue());
    found.forEach(one -> batch.found().put(one.id(), one));
    var ids = found.stream().map(Found::id).collect(Collectors.toUnmodifiableSet());
    batch.asked().put(question, ids);
    return ids;
  }

  /** Finds the sagas in memory, if all of them are there. */
  private @Nullable Set<String> remembered(Question question, Batch batch) {
    var ids = memory.answer(question);
    if (ids == null) {
      return null;
    }
    for (var id : ids) {
      var saga = memory.take(id);
      if (saga == null) {
        return null;
      }
      batch.found().put(id, saga);
    }
    batch.asked().put(question, ids);
    return ids;
  }

  @Override
  @SuppressWarnings("unchecked") // Axon asks for the type that it has stored
  public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String sagaId) {
    var found = batch().found().remove(sagaId);
    return (Entry<S>)
        (found != null ? found : query(LOAD, sagaId).stream().findFirst().orElse(null));
  }

  @Override
  public void insertSaga(
      Class<?> sagaType, String sagaId, Object saga, Set<AssociationValue> associations) {
    var state = serializer.serialize(saga, String.class);
    jdbc.update(
        "insert into event_log.saga_entry (saga_id, saga_type, revision, state) values (?, ?, ?,"
            + " ?::json)",
        sagaId,
        state.getType().getName(),
        state.getType().getRevision(),
        state.getData());
    associate(sagaType, sagaId, associations);
    stored(sagaType, new Found(sagaId, saga, Set.copyOf(associations)), associations);
  }

  @Override
  public void updateSaga(
      Class<?> sagaType, String sagaId, Object saga, AssociationValues associations) {
    var state = serializer.serialize(saga, String.class);
    var updated =
        jdbc.update(
            "update event_log.saga_entry set state = ?::json, revision = ? where saga_id = ?",
            state.getData(),
            state.getType().getRevision(),
            sagaId);
    if (updated == 0) {
      throw new SagaStorageException("The saga " + sagaId + " has ended elsewhere");
    }
    associate(sagaType, sagaId, associations.addedAssociations());
    for (var gone : associations.removedAssociations()) {
      jdbc.update(
          """
          delete from event_log.saga_association
           where saga_type = ? and association_key = ? and association_value = ? and saga_id = ?
          """,
          typeOf(sagaType),
          gone.getKey(),
          gone.getValue(),
          sagaId);
    }
    var changed = new HashSet<>(associations.addedAssociations());
    changed.addAll(associations.removedAssociations());
    stored(sagaType, new Found(sagaId, saga, Set.copyOf(associations.asSet())), changed);
  }

  @Override
  public void deleteSaga(Class<?> sagaType, String sagaId, Set<AssociationValue> associations) {
    jdbc.update(
        """
        with ended as (delete from event_log.saga_association where saga_id = ?)
        delete from event_log.saga_entry where saga_id = ?
        """,
        sagaId,
        sagaId);
    var batch = batch();
    batch.stored().remove(sagaId);
    memory.forget(sagaId);
    forget(sagaType, associations, batch);
  }

  private void stored(Class<?> sagaType, Found saga, Collection<AssociationValue> changed) {
    var batch = batch();
    batch.stored().put(saga.id(), saga);
    memory.forget(saga.id());
    forget(sagaType, changed, batch);
  }

  private void forget(Class<?> sagaType, Collection<AssociationValue> changed, Batch batch) {
    for (var by : changed) {
      var question = new Question(typeOf(sagaType), by);
      memory.forget(question);
      batch.asked().remove(question);
    }
  }

  private void associate(
      Class<?> sagaType, String sagaId, Collection<AssociationValue> associations) {
    for (var one : associations) {
      jdbc.update(ASSOCIATE, typeOf(sagaType), one.getKey(), one.getValue(), sagaId);
    }
  }

  private List<Found> query(String sql, Object... arguments) {
    return jdbc.query(sql, (row, _) -> read(row), arguments);
  }

  private Found read(ResultSet row) throws SQLException {
    var state =
        new SimpleSerializedObject<>(
            row.getString("state"),
            String.class,
            row.getString("saga_type"),
            row.getString("revision"));
    var keys = (String[]) row.getArray("keys").getArray();
    var values = (String[]) row.getArray("values").getArray();
    var associations = new HashSet<AssociationValue>();
    for (int i = 0; i < keys.length; i++) {
      associations.add(new AssociationValue(keys[i], values[i]));
    }
    refuseNewer(state.getType());
    return new Found(row.getString("saga_id"), serializer.deserialize(state), associations);
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

  private String typeOf(Class<?> sagaType) {
    return serializer.typeForClass(sagaType).getName();
  }
}
