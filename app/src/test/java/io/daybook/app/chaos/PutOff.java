package io.daybook.app.chaos;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer that was none.
 *
 * @param saysWhen whether it says when to ask again
 * @param after how long it was waited for
 */
record PutOff(int status, boolean saysWhen, Duration after, String body) {

  /**
   * What was answered to a request.
   *
   * @param began when it was sent, as {@link System#nanoTime}
   */
  static PutOff of(HttpResponse<String> answer, long began) {
    return new PutOff(
        answer.statusCode(),
        answer.headers().firstValue("Retry-After").isPresent(),
        Duration.ofNanos(System.nanoTime() - began),
        answer.body());
  }

  /** What one is to be told while there is no primary. */
  boolean isAsPromised(Duration within) {
    return status == 503
        && saysWhen
        && body.contains("/problems/unavailable")
        && after.compareTo(within) < 0;
  }

  /** The longest that anybody waited to be told to come again. */
  static Duration longest(Collection<PutOff> all) {
    return all.stream().map(PutOff::after).max(Duration::compareTo).orElse(Duration.ZERO);
  }

  static Map<Integer, Integer> byStatus(Collection<PutOff> all) {
    var counts = new TreeMap<Integer, Integer>();
    all.forEach(one -> counts.merge(one.status(), 1, Integer::sum));
    return counts;
  }
}
