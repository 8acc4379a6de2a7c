package io.daybook.console.page;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants in addresses: as they are, or as a browser's field for date and time has them, in UTC.
 */
public final class Instants {
  private Instants() {}

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Instant parse(String text) {
    try {
      return text.endsWith("Z")
          ? Instant.parse(text)
          : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException unreadable) {
      throw new IllegalArgumentException(text + " is no time", unreadable);
    }
  }
}
