package io.daybook.console.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How words of the API read to people. */
public final class Shown {
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Shown() {}

  /** An instant for who has no script: our own shows it in the viewer's zone. */
  public static String time(Instant at) {
    return MINUTES.format(at);
  }

  /** {@code PaymentAuthorized} as {@code Payment authorized}. */
  public static String event(String type) {
    var words = type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ENGLISH);
    return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  /** A change with its sign; nothing for none. */
  public static String signed(int change) {
    return change == 0 ? "" : change > 0 ? "+" + change : "−" + -change;
  }

  /** {@code PROCESSING_PAYMENT} as {@code Processing payment}. */
  public static String name(String constant) {
    return constant.isEmpty()
        ? ""
        : constant.charAt(0) + constant.substring(1).toLowerCase(Locale.ENGLISH).replace('_', ' ');
  }
}
