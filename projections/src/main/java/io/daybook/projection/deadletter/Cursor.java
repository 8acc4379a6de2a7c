package io.daybook.projection.deadletter;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of letters ends: the next one starts after it, whatever has gone meanwhile. */
record Cursor(String sequence, long index) {
  /** Before all letters. */
  static final Cursor START = new Cursor("", -1);

  /**
   * Reads the written form; null is the start.
   *
   * @throws IllegalArgumentException when it is none of ours
   */
  static Cursor parse(@Nullable String text) {
    if (text == null) {
      return START;
    }
    var key = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    var colon = key.indexOf(':');
    if (colon < 1 || key.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("not a cursor of this list");
    }
    return new Cursor(key.substring(colon + 1), Long.parseLong(key.substring(0, colon)));
  }

  @Override
  public String toString() {
    var key = (index + ":" + sequence).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
  }
}
