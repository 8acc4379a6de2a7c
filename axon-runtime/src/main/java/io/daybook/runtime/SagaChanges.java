package io.daybook.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axonframework.modelling.saga.AssociationValue;
import org.jspecify.annotations.Nullable;

/** What a batch changes in the tables of sagas and has not written yet; each saga once. */
final class SagaChanges {
  /** The state of a saga as it is to be kept. */
  record State(String id, String type, @Nullable String revision, String json) {}

  /** A saga is found by it. */
  record Association(String sagaType, AssociationValue by, String sagaId) {}

  private final Map<String, State> inserted = new LinkedHashMap<>();
  private final Map<String, State> updated = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private final List<Association> added = new ArrayList<>();
  private final List<Association> removed = new ArrayList<>();

  void insert(State state) {
    inserted.put(state.id(), state);
  }

  void update(State state) {
    updated.put(state.id(), state);
  }

  void end(String id) {
    ended.add(id);
  }

  void add(Association one) {
    added.add(one);
  }

  void remove(Association one) {
    removed.add(one);
  }

  boolean concern(String id) {
    return inserted.containsKey(id) || updated.containsKey(id) || ended.contains(id);
  }

  boolean isEmpty() {
    return inserted.isEmpty() && updated.isEmpty() && ended.isEmpty();
  }

  Collection<State> inserted() {
    return inserted.values();
  }

  Collection<State> updated() {
    return updated.values();
  }

  Set<String> ended() {
    return ended;
  }

  List<Association> added() {
    return added;
  }

  List<Association> removed() {
    return removed;
  }
}
