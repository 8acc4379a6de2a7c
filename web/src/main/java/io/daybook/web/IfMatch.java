package io.daybook.web;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.eventstore.StaleVersionException;
import io.daybook.eventstore.VersionCondition;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The precondition of a request, {@code If-Match} (RFC 9110, 13.1.1), on the command that it asks
 * for. Of an entity tag the version counts: {@code "3"}, as commands answer it, and {@code
 * "3.1207"}, as reads do, name the same version of a stream. A weak one is never equal to another
 * in the comparison that the RFC asks for, nor is one that we have not given out: so both are 412
 * where nothing else in the list holds.
 */
public final class IfMatch {
  private static final Pattern TAG =
      Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(,|$)");
  private static final Pattern OURS = Pattern.compile("(\\d{1,18})(\\.\\d{1,18})?");

  private IfMatch() {}

  /** What the request under way adds to its command. */
  public static Map<String, Object> ofRequest() {
    var sent = sent();
    return sent.isEmpty() ? Map.of() : Map.of(MetadataKeys.IF_MATCH, parse(sent));
  }

  /**
   * Checks the precondition of the request under way on something that is no stream.
   *
   * @throws StaleVersionException when it does not hold
   */
  public static void check(long version) {
    var sent = sent();
    if (!sent.isEmpty() && !parse(sent).holds(version)) {
      throw new StaleVersionException(version);
    }
  }

  /**
   * Refuses it on a request that is about many things.
   *
   * @throws Refused when the request under way has one
   */
  public static void refuse() {
    if (!sent().isEmpty()) {
      throw Refused.invalid(
          HttpHeaders.IF_MATCH, "one-thing", "is for requests that are about one thing");
    }
  }

  private static List<String> sent() {
    return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
        ? Collections.list(web.getRequest().getHeaders(HttpHeaders.IF_MATCH))
        : List.of();
  }

  static VersionCondition parse(List<String> lines) {
    var text = String.join(",", lines).strip();
    if (text.equals("*")) {
      return new VersionCondition(true, Set.of());
    }
    var versions = new HashSet<Long>();
    var tags = TAG.matcher(text);
    var at = 0;
    do {
      if (!tags.find(at) || tags.start() != at) {
        throw Refused.invalid(
            HttpHeaders.IF_MATCH, "form", "must be * or entity tags, such as \"3\"");
      }
      var ours = OURS.matcher(tags.group(2));
      if (tags.group(1) == null && ours.matches()) {
        versions.add(Long.valueOf(ours.group(1)));
      }
      at = tags.end();
    } while (at < text.length());
    return new VersionCondition(false, versions);
  }
}
