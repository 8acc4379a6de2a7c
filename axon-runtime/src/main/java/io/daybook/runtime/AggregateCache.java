package io.daybook.runtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.eventstore.Beliefs;
import io.daybook.eventstore.Forgetful;
import io.daybook.eventstore.SnapshotPolicy;
import java.time.Duration;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as their last command left them, believed without a look into the log: whoever decides
 * by one {@linkplain Beliefs rests on} the event that it followed last. Another node may have
 * appended since, or a restored log may have gone on differently: then nothing is appended, nobody
 * is answered, and the rollback drops the copy, so that the next attempt loads it.
 */
final class AggregateCache implements Cache, Forgetful {
  /**
   * An order that waits for its parcel is asked for nothing. When the cache is full, Caffeine keeps
   * what was asked for most often, and would leave out the new orders rather than the old ones.
   */
  static final Duration REST = Duration.ofSeconds(30);

  private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
  private final Beliefs beliefs;

  AggregateCache(Beliefs beliefs, long capacity) {
    this.beliefs = beliefs;
    this.entries = Caffeine.newBuilder().maximumSize(capacity).expireAfterAccess(REST).build();
  }

  /** One that counts an event which it could not follow is torn, and is no use to anybody. */
  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
  public <K, V> @Nullable V get(K key) {
    var entry = entries.getIfPresent(key);
    if (entry instanceof AggregateCacheEntry<?> aggregate) {
      var held = aggregate.recreateAggregate(null, null, null, null); // the one that it holds
      var end = SnapshotPolicy.lastEventOf(held);
      if (end == null) {
        entries.invalidate(key);
        return null;
      }
      beliefs.restOn(end);
    }
    return (V) entry;
  }

  /** An aggregate that was to be created, and was not, has no identifier. */
  @Override
  public void put(@Nullable Object key, Object value) {
    if (key != null) {
      entries.put(key, value);
    }
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    return entries.asMap().putIfAbsent(key, value) == null;
  }

  /** Asked for when a unit of work is rolled back. */
  @Override
  public boolean remove(Object key) {
    return entries.asMap().remove(key) != null;
  }

  @Override
  public void removeAll() {
    entries.invalidateAll();
  }

  @Override
  public void forget() {
    removeAll();
  }

  @Override
  public boolean containsKey(Object key) {
    return entries.getIfPresent(key) != null;
  }

  /** Nobody here listens, and Axon's repositories do not either. */
  @Override
  public Registration registerCacheEntryListener(EntryListener listener) {
    throw new UnsupportedOperationException("The cache of aggregates has no listeners");
  }
}
