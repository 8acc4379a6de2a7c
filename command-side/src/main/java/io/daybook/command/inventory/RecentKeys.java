package io.daybook.command.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.pcollections.OrderedPSet;

/**
 * The latest {@value #LIMIT} keys of what is settled, so that a repeated command is recognized.
 * Repetitions come within seconds; a bound keeps the snapshot of a busy SKU small.
 */
record RecentKeys(OrderedPSet<String> keys) {
  static final int LIMIT = 2_000;
  static final RecentKeys NONE = new RecentKeys(OrderedPSet.empty());

  @JsonCreator
  static RecentKeys read(List<String> json) {
    return new RecentKeys(OrderedPSet.from(json));
  }

  @JsonValue
  List<String> json() {
    return List.copyOf(keys);
  }

  boolean contains(String key) {
    return keys.contains(key);
  }

  RecentKeys with(String key) {
    var more = keys.plus(key);
    return new RecentKeys(more.size() > LIMIT ? more.minus(more.iterator().next()) : more);
  }
}
