package io.daybook.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.eventstore.Forgetful;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.modelling.saga.AssociationValue;
import org.jspecify.annotations.Nullable;

/**
 * Sagas as this process has stored them last. Only a process that owns a segment stores its sagas,
 * in the transaction that moves the segment's token; so what is remembered is what the table holds,
 * from one claim of a segment to the next. A claim forgets everything: others may have had it.
 *
 * <p>A saga that a batch takes is remembered again after the batch's commit, and by that alone. So
 * whatever becomes of a batch, none is remembered in a state that was not stored.
 */
final class SagaMemory implements Forgetful {
  private final Cache<String, PostgresSagaStore.Found> sagas;
  private final Cache<Question, Set<String>> answers;
  private final AtomicLong claims = new AtomicLong();

  /** Which sagas of a type have an association. */
  record Question(String sagaType, AssociationValue by) {}

  /**
   * @param most sagas that are remembered, the latest ones; 0 for none
   */
  SagaMemory(long most) {
    sagas = latest(most);
    answers = latest(most);
  }

  private static <K, V> Cache<K, V> latest(long most) {
    return Caffeine.newBuilder().maximumSize(most).expireAfterAccess(AggregateCache.REST).build();
  }

  /** A segment was claimed. */
  void forgetAll() {
    claims.incrementAndGet();
    sagas.invalidateAll();
    answers.invalidateAll();
  }

  @Override
  public void forget() {
    forgetAll();
  }

  /** Grows with each claim. */
  long claims() {
    return claims.get();
  }

  /** The ids of the sagas that the answer names, or null where it is not remembered. */
  @Nullable Set<String> answer(Question question) {
    return answers.getIfPresent(question);
  }

  /** Which sagas have this association is about to change. */
  void forget(Question question) {
    answers.invalidate(question);
  }

  /** A saga is about to be stored in another state, or is no more. */
  void forget(String id) {
    sagas.invalidate(id);
  }

  /** Hands out a saga; it is not remembered any more. */
  PostgresSagaStore.@Nullable Found take(String id) {
    return sagas.asMap().remove(id);
  }

  /**
   * Remembers what a batch has stored and learned, unless a segment was claimed since it began: its
   * own may have gone to another process and come back meanwhile.
   */
  void remember(
      long claimsBefore,
      Map<String, PostgresSagaStore.Found> stored,
      Map<Question, Set<String>> learned) {
    if (claimsBefore == claims.get()) {
      sagas.putAll(stored);
      learned.forEach(
          (question, ids) -> {
            if (!ids.isEmpty()) {
              answers.put(question, ids);
            }
          });
      if (claimsBefore != claims.get()) { // a claim came in between
        forgetAll();
      }
    }
  }
}
