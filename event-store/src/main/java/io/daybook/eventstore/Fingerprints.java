package io.daybook.eventstore;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.axonframework.common.ReflectionUtils;
import org.axonframework.common.annotation.AnnotationUtils;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.serialization.RevisionResolver;
import org.jspecify.annotations.Nullable;

/**
 * What this release knows of each type of aggregate, as a hash over the shape of its state and all
 * events that it follows. A snapshot that another fingerprint made may stand for events that this
 * release does not know, or know differently, so it is not read. An event that is added to one type
 * leaves the snapshots of all other types as they are.
 */
final class Fingerprints {
  private final Supplier<List<Class<?>>> aggregates;
  private final RevisionResolver revisions;
  private final ConcurrentMap<Class<?>, String> byType = new ConcurrentHashMap<>();
  private volatile String @Nullable [] all;

  /**
   * @param aggregates all types of aggregates; asked when the first stream is read, because Axon
   *     knows them only then
   */
  Fingerprints(Supplier<List<Class<?>>> aggregates, RevisionResolver revisions) {
    this.aggregates = aggregates;
    this.revisions = revisions;
  }

  String of(Class<?> aggregate) {
    return byType.computeIfAbsent(aggregate, this::compute);
  }

  /** Those of all types: no two are the same, and a stream has snapshots of one type only. */
  String[] all() {
    var known = all;
    if (known == null) {
      known = aggregates.get().stream().map(this::of).toArray(String[]::new);
      all = known;
    }
    return known;
  }

  private String compute(Class<?> aggregate) {
    var events = new TreeSet<String>();
    for (var method : ReflectionUtils.methodsOf(aggregate)) {
      if (AnnotationUtils.isAnnotationPresent(method, EventHandler.class)
          && method.getParameterCount() > 0) {
        addKnown(method.getParameterTypes()[0], events);
      }
    }
    var digest = new LogDigest().add(named(aggregate));
    events.forEach(digest::add);
    return digest.hex().substring(0, 32);
  }

  private void addKnown(Class<?> type, Set<String> events) {
    events.add(named(type));
    if (type.isSealed()) {
      for (var permitted : type.getPermittedSubclasses()) {
        addKnown(permitted, events);
      }
    }
  }

  private String named(Class<?> type) {
    return type.getName() + "@" + revisions.revisionOf(type);
  }
}
