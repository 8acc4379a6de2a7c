package io.daybook.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.springframework.http.HttpHeaders;

/**
 * Tells a caller that what he uses goes: {@code Deprecation} (RFC 9745), {@code Sunset} (RFC 8594),
 * and a link to what to use instead.
 *
 * @param since when it was said first
 * @param sunset before which it does not go
 */
public record Deprecation(Instant since, Instant sunset) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);

  private static final String EXPLAINED = "</docs/index.html>; rel=\"deprecation\"";

  /** Adds the headers to an answer. */
  public void tell(HttpHeaders answer) {
    answer.set("Deprecation", "@" + since.getEpochSecond());
    answer.set("Sunset", DATE.format(sunset.atOffset(ZoneOffset.UTC)));
    answer.add(HttpHeaders.LINK, EXPLAINED);
  }
}
