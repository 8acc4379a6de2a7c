package io.daybook.eventstore;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * The events of recently used streams. It keeps what can never change, and every load asks the
 * table for what came after: so it is right whatever other nodes do, and saves reading and
 * deserializing, not the question.
 */
final class StreamCache {
  private final Cache<String, Entry> entries;
  private final int mostPerStream;

  /**
   * @param mostEvents of all streams together
   * @param mostPerStream a longer stretch is read anew, from its latest snapshot
   */
  StreamCache(long mostEvents, int mostPerStream) {
    this.mostPerStream = mostPerStream;
    this.entries =
        Caffeine.newBuilder()
            .maximumWeight(mostEvents)
            .weigher((String _, Entry entry) -> 1 + entry.events().size())
            .build();
  }

  /**
   * @param snapshot what the events come after; null when they start the stream
   * @param lastVersion of the last event, dropped ones included
   */
  record Entry(@Nullable EventRow snapshot, List<DomainEventMessage<?>> events, long lastVersion) {

    Entry with(List<? extends DomainEventMessage<?>> more, long version) {
      var all = new ArrayList<DomainEventMessage<?>>(events.size() + more.size());
      all.addAll(events);
      all.addAll(more);
      return new Entry(snapshot, all, version);
    }
  }

  @Nullable Entry get(String stream) {
    return entries.getIfPresent(stream);
  }

  void put(String stream, Entry entry) {
    if (entry.events().size() > mostPerStream) {
      entries.invalidate(stream);
    } else {
      entries.put(stream, entry);
    }
  }
}
