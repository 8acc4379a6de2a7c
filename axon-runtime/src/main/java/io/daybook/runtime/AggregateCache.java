package io.daybook.runtime;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.SnapshotPolicy;
import io.daybook.eventstore.UnitOfWorkLog;
import java.util.Objects;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates as their last command left them. An aggregate is only used after one look at the last
 * event of its stream: what the cache saves is reading, not asking. Another node may have appended
 * since; its own append may have failed; a restored log may have gone on differently up to the same
 * version. In all these cases version or id of that event are not those that the aggregate has
 * followed last, and it is dropped. So a command that is refused costs the aggregate nothing.
 */
final class AggregateCache implements Cache {
  private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
  private final EventLog log;

  AggregateCache(EventLog log, long capacity) {
    this.log = log;
    this.entries = Caffeine.newBuilder().maximumSize(capacity).build();
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Axon declares it
  public <K, V> @Nullable V get(K key) {
    var entry = entries.getIfPresent(key);
    if (entry instanceof AggregateCacheEntry<?> aggregate && !isCurrent(key, aggregate)) {
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

  /** Asked for when a unit of work is rolled back: the next look tells what that has spoiled. */
  @Override
  public boolean remove(Object key) {
    return false;
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

  private boolean isCurrent(Object stream, AggregateCacheEntry<?> entry) {
    var aggregate = entry.recreateAggregate(null, null, null, null); // the one that it holds
    var last = log.endOf(stream.toString()).orElse(null);
    if (last == null
        || !Objects.equals(aggregate.version(), last.version())
        || !last.eventId().equals(SnapshotPolicy.lastEventOf(aggregate))) {
      return false;
    }
    UnitOfWorkLog.met(stream.toString(), last.version());
    return true;
  }
}
