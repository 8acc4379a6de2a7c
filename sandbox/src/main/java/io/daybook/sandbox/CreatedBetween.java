package io.daybook.sandbox;

import java.util.Map;

/** The seconds that {@code created[gte]}, {@code created[lt]} and {@code created[lte]} let in. */
record CreatedBetween(long first, long last) {

  static CreatedBetween of(Map<String, String> query) {
    var first = number(query, "created[gte]", 0);
    var last =
        Math.min(
            number(query, "created[lt]", Long.MAX_VALUE) - 1,
            number(query, "created[lte]", Long.MAX_VALUE));
    return new CreatedBetween(first, last);
  }

  boolean has(long second) {
    return second >= first && second <= last;
  }

  private static long number(Map<String, String> query, String name, long otherwise) {
    var text = query.get(name);
    return text == null ? otherwise : Long.parseLong(text);
  }
}
