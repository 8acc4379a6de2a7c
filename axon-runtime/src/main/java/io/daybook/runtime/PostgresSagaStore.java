package io.daybook.runtime;

import io.daybook.runtime.SagaChanges.Association;
import io.daybook.runtime.SagaMemory.Question;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.AssociationValues;
import org.axonframework.modelling.saga.SagaStorageException;
import org.axonframework.modelling.saga.repository.SagaStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Sagas as JSON, in the transaction of the processor that handles them. A batch looks all its sagas
 * up in one statement, which loads them as well, and stores all that it has changed in another one,
 * before its commit. Axon's own store asks three times an event.
 *
 * <p>What a batch has stored is remembered for the next one ({@link SagaMemory}).
 *
 * <p>No row is locked: the same transaction moves the segment's token, which fails when another
 * node has taken the segment over, and then nothing of the batch is kept. So sagas must be handled
 * by their segment alone, never by a deadline beside it.
 */
final class PostgresSagaStore implements SagaStore<Object>, StoredSagas {
  private final SagaTable table;
  private final SagaStates states;
  private final SagaMemory memory;

  PostgresSagaStore(JdbcTemplate jdbc, Serializer serializer, SagaMemory memory) {
    this.table = new SagaTable(jdbc);
    this.states = new SagaStates(serializer);
    this.memory = memory;
  }

  /** A saga as it was stored. */
  record Found(String id, Object saga, Set<AssociationValue> associationValues)
      implements Entry<Object> {}

  /**
   * What the unit of work under way has asked for, found, stored and not written yet. Without one,
   * nothing is remembered, and everything is written at once.
   */
  private static final class Batch {
    private final Map<Question, Set<String>> asked = new HashMap<>();
    private final Map<String, Found> found = new HashMap<>();
    private final Map<String, Found> stored = new HashMap<>();
    private SagaChanges changes = new SagaChanges();
    private boolean hasEnd;
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
    root.afterCommit(_ -> memory.remember(claims, batch.stored, batch.asked));
    return batch;
  }

  /** Looks up what a batch of events will ask for, as far as it is not in memory, at once. */
  void lookUp(Class<?> sagaType, Collection<AssociationValue> all) {
    var batch = batch();
    var type = states.typeOf(sagaType);
    var unknown = new HashMap<String, Set<String>>();
    for (var by : all) {
      var question = new Question(type, by);
      if (!batch.asked.containsKey(question) && remembered(question, batch) == null) {
        unknown.computeIfAbsent(by.getKey(), _ -> new LinkedHashSet<>()).add(by.getValue());
      }
    }
    unknown.forEach((key, values) -> ask(type, key, values, batch));
  }

  private void ask(String type, String key, Set<String> values, Batch batch) {
    var ids = new HashMap<AssociationValue, Set<String>>();
    values.forEach(value -> ids.put(new AssociationValue(key, value), new HashSet<>()));
    for (var row : table.find(type, key, values)) {
      var saga = states.read(row);
      batch.found.put(saga.id(), saga);
      for (var by : saga.associationValues()) {
        ids.computeIfPresent(
            by,
            (_, those) -> {
              those.add(saga.id());
              return those;
            });
      }
    }
    ids.forEach((by, those) -> batch.asked.put(new Question(type, by), Set.copyOf(those)));
  }

  @Override
  public <S> List<S> find(Class<S> sagaType, String key, Collection<String> values) {
    return table.find(states.typeOf(sagaType), key, values).stream()
        .map(row -> sagaType.cast(states.read(row).saga()))
        .toList();
  }

  @Override
  public Set<String> findSagas(Class<?> sagaType, AssociationValue by) {
    var batch = batch();
    var question = new Question(states.typeOf(sagaType), by);
    var known = batch.asked.get(question);
    if (known == null && CurrentUnitOfWork.isStarted()) {
      known = remembered(question, batch);
    }
    if (known != null) {
      return known;
    }
    write(batch);
    ask(question.sagaType(), by.getKey(), Set.of(by.getValue()), batch);
    return batch.asked.getOrDefault(question, Set.of());
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
      batch.found.put(id, saga);
    }
    batch.asked.put(question, ids);
    return ids;
  }

  @Override
  @SuppressWarnings("unchecked") // Axon asks for the type that it has stored
  public <S> @Nullable Entry<S> loadSaga(Class<S> sagaType, String sagaId) {
    var batch = batch();
    var found = batch.found.remove(sagaId);
    if (found == null) {
      write(batch);
      found = table.load(sagaId).stream().findFirst().map(states::read).orElse(null);
    }
    return (Entry<S>) found;
  }

  @Override
  public void insertSaga(
      Class<?> sagaType, String sagaId, Object saga, Set<AssociationValue> associations) {
    var batch = changing(sagaId);
    batch.changes.insert(states.state(sagaId, saga));
    associate(batch, sagaType, sagaId, associations);
    batch.stored.put(sagaId, new Found(sagaId, saga, Set.copyOf(associations)));
    memory.forget(sagaId);
    for (var by : associations) {
      var question = new Question(states.typeOf(sagaType), by);
      memory.forget(question);
      batch.asked.computeIfPresent(question, (_, before) -> with(sagaId, before));
    }
    writeWithoutBatch(batch);
  }

  private static Set<String> with(String id, Set<String> before) {
    var after = new HashSet<>(before);
    after.add(id);
    return Set.copyOf(after);
  }

  @Override
  public void updateSaga(
      Class<?> sagaType, String sagaId, Object saga, AssociationValues associations) {
    var batch = changing(sagaId);
    batch.changes.update(states.state(sagaId, saga));
    associate(batch, sagaType, sagaId, associations.addedAssociations());
    var type = states.typeOf(sagaType);
    for (var gone : associations.removedAssociations()) {
      batch.changes.remove(new Association(type, gone, sagaId));
    }
    var changed = new HashSet<>(associations.addedAssociations());
    changed.addAll(associations.removedAssociations());
    batch.stored.put(sagaId, new Found(sagaId, saga, Set.copyOf(associations.asSet())));
    memory.forget(sagaId);
    forget(sagaType, changed, batch);
    writeWithoutBatch(batch);
  }

  @Override
  public void deleteSaga(Class<?> sagaType, String sagaId, Set<AssociationValue> associations) {
    var batch = changing(sagaId);
    batch.changes.end(sagaId);
    batch.stored.remove(sagaId);
    memory.forget(sagaId);
    forget(sagaType, associations, batch);
    writeWithoutBatch(batch);
  }

  /**
   * Called when the last event of a batch has been handled. Axon stores the sagas of each event in
   * turn, before the commit, and those of this one last: what is written then is all. Where nobody
   * calls this, what each event has changed is written by itself.
   */
  void writeAtTheEnd() {
    var batch = batch();
    batch.hasEnd = true;
    CurrentUnitOfWork.get().root().onPrepareCommit(_ -> write(batch));
  }

  /** The batch, which changes each saga once between two writes. */
  private Batch changing(String sagaId) {
    var batch = batch();
    if (batch.changes.concern(sagaId)) {
      write(batch);
    }
    if (batch.changes.isEmpty() && CurrentUnitOfWork.isStarted() && !batch.hasEnd) {
      CurrentUnitOfWork.get().root().onPrepareCommit(_ -> write(batch));
    }
    return batch;
  }

  private void writeWithoutBatch(Batch batch) {
    if (!CurrentUnitOfWork.isStarted()) {
      write(batch);
    }
  }

  private void write(Batch batch) {
    var changes = batch.changes;
    if (changes.isEmpty()) {
      return;
    }
    batch.changes = new SagaChanges();
    var updated = table.write(changes);
    for (var one : changes.updated()) {
      if (!updated.contains(one.id())) {
        throw new SagaStorageException("The saga " + one.id() + " has ended elsewhere");
      }
    }
  }

  private void associate(
      Batch batch, Class<?> sagaType, String sagaId, Collection<AssociationValue> associations) {
    var type = states.typeOf(sagaType);
    associations.forEach(by -> batch.changes.add(new Association(type, by, sagaId)));
  }

  private void forget(Class<?> sagaType, Collection<AssociationValue> changed, Batch batch) {
    for (var by : changed) {
      var question = new Question(states.typeOf(sagaType), by);
      memory.forget(question);
      batch.asked.remove(question);
    }
  }
}
