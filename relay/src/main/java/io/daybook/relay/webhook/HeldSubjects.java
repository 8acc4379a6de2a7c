package io.daybook.relay.webhook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What is held back of one subscription, by its subject. */
final class HeldSubjects {
  /** With so many held back the cursor stands until there are fewer. */
  private static final int MOST = 10_000;

  private final Map<String, Set<Place>> places = new HashMap<>();
  private int count;

  private record Place(long position, String type) {}

  boolean has(String subject) {
    return places.containsKey(subject);
  }

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count >= MOST;
  }

  void clear() {
    places.clear();
    count = 0;
  }

  void add(Delivery one) {
    if (places
        .computeIfAbsent(one.subject(), _ -> new HashSet<>())
        .add(new Place(one.position(), one.type()))) {
      count++;
    }
  }

  void remove(Delivery one) {
    var known = places.get(one.subject());
    if (known != null && known.remove(new Place(one.position(), one.type()))) {
      count--;
      if (known.isEmpty()) {
        places.remove(one.subject());
      }
    }
  }
}
