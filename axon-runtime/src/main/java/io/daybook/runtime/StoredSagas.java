package io.daybook.runtime;

import java.util.Collection;
import java.util.List;

/** Reads sagas as they were stored last, for whoever only looks. */
public interface StoredSagas {

  /**
   * The sagas of a type that have one of these values of an association, in one query. What is done
   * with them changes nothing: they are copies. A saga that has ended is not found.
   */
  <S> List<S> find(Class<S> sagaType, String key, Collection<String> values);
}
