package io.daybook.eventstore;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as their last command left them. Another node may have appended since, so an aggregate
 * is only used after one look at its stream's version: what the cache saves is reading, not asking.
 * A stale one is dropped, and one whose unit of work was rolled back too.
 */
final class AggregateCache implements Cache {
  private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
  private final EventTable table;

  AggregateCache(EventTable table, long capacity) {
    this.table = table;
    this.entries = Caffeine.newBuilder().maximumSize(capacity).build();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
  public <K, V> @Nullable V get(K key) {
    var entry = entries.getIfPresent(key);
    if (entry instanceof AggregateCacheEntry<?> aggregate && isStale(key, aggregate)) {
      entries.invalidate(key);
      return null;
    }
    return (V) entry;
  }

  @Override
  public void put(Object key, Object value) {
    entries.put(key, value);
  }

  @Override
  public boolean putIfAbsent(Object key, Object value) {
    return entries.asMap().putIfAbsent(key, value) == null;
  }

  @Override
  public boolean remove(Object key) {
    return entries.asMap().remove(key) != null;
  }

  @Override
  public void removeAll() {
    entries.invalidateAll();
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

  private boolean isStale(Object stream, AggregateCacheEntry<?> entry) {
    var aggregate = entry.recreateAggregate(null, null, null, null); // the one that it holds
    return !table.lastVersion(stream.toString()).equals(Optional.ofNullable(aggregate.version()));
  }
}
