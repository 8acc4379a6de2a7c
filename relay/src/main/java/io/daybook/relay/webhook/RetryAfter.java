package io.daybook.relay.webhook;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** How long a receiver asks not to be called (RFC 9110, 10.2.3), as far as we believe it. */
final class RetryAfter {
  /** Whoever wants to be left alone for longer can be disabled by its owner. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private RetryAfter() {}

  /** What the header of an answer says; null where it says nothing that can be understood. */
  static @Nullable Duration in(HttpMessage answer) {
    var header = answer.getFirstHeader(HttpHeaders.RETRY_AFTER);
    return header == null ? null : of(header.getValue().strip(), Instant.now());
  }

  static @Nullable Duration of(String text, Instant now) {
    Duration asked;
    if (SECONDS.matcher(text).matches()) {
      asked = Duration.ofSeconds(Long.parseLong(text));
    } else {
      try {
        var until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        asked = Duration.between(now, until);
      } catch (DateTimeException _) {
        return null;
      }
    }
    return asked.isNegative() ? Duration.ZERO : asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
