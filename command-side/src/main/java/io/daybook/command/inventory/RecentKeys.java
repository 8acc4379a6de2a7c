package io.daybook.command.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.OrderedPMap;

/**
 * The latest {@value #LIMIT} keys of what is settled, and how, so that a repeated command is
 * recognized. A bound keeps the snapshot of a busy SKU small. What must be known for ever, the
 * paper by which goods came in, is a {@link GoodsNotes goods note}; here are orders, whose saga
 * repeats itself within seconds, and notes of releases that kept no goods notes.
 */
record RecentKeys(OrderedPMap<String, Settled> ways) {
  static final int LIMIT = 2_000;
  static final RecentKeys NONE = new RecentKeys(OrderedPMap.empty());

  /** Reads a list of texts, each the word, a space and the key, in their order. */
  @JsonCreator
  static RecentKeys read(List<String> json) {
    var read = OrderedPMap.<String, Settled>empty();
    for (var entry : json) {
      var space = entry.indexOf(' ');
      read = read.plus(entry.substring(space + 1), Settled.read(entry.substring(0, space)));
    }
    return new RecentKeys(read);
  }

  @JsonValue
  List<String> json() {
    return ways.entrySet().stream()
        .map(entry -> entry.getValue().word() + " " + entry.getKey())
        .toList();
  }

  /** How a key was settled, or null when nothing is known of it. */
  @Nullable Settled of(String key) {
    return ways.get(key);
  }

  RecentKeys with(String key, Settled way) {
    var more = ways.plus(key, way);
    return new RecentKeys(more.size() > LIMIT ? more.minus(more.keySet().iterator().next()) : more);
  }
}
