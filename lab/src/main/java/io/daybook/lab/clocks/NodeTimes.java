package io.daybook.lab.clocks;

import io.daybook.lab.platform.Platform;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/** Where the platform reads the clock of a process: what becomes of it when that is wrong. */
final class NodeTimes {
  private static final int ACCEPTED = 202;
  private static final int STILL_OPEN = 409;
  private static final int NOT_KNOWN_YET = 503;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(600);

  private final Platform platform;

  NodeTimes(Platform platform) {
    this.platform = platform;
  }

  /**
   * What a process answers to a token that was made just now: 200, or 401.
   *
   * @param account that nobody has asked as before
   */
  int token(int node, String account) throws Exception {
    return platform
        .send(
            node,
            "POST",
            "/graphql",
            account,
            Map.of("query", "{logPosition {position}}"),
            Map.of())
        .statusCode();
  }

  /**
   * Has a customer erased whose order has ended.
   *
   * @param node that is asked; either may carry it out
   * @return after how many seconds it was carried out
   */
  double erasure(int node, String customer) throws Exception {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    var begun = System.nanoTime();
    var answer = ask(node, customer);
    while (answer.statusCode() == STILL_OPEN || answer.statusCode() == NOT_KNOWN_YET) {
      Skewed.sleep(POLL_NANOS);
      begun = System.nanoTime();
      answer = ask(node, customer);
      checkInTime(latest, answer.body());
    }
    if (answer.statusCode() != ACCEPTED) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    var id = JsonMapper.shared().readTree(answer.body()).path("id").asString();
    var done = "select state from privacy.erasure where id = '" + id + "' and state = 'DONE'";
    while (platform.ask(done).isEmpty()) {
      checkInTime(latest, id);
      Skewed.sleep(POLL_NANOS);
    }
    return (System.nanoTime() - begun) / 1e9;
  }

  private HttpResponse<String> ask(int node, String customer) throws Exception {
    return platform.send(
        node, "POST", "/api/privacy/erasures", "privacy", Map.of("customerId", customer), Map.of());
  }

  private static void checkInTime(long latest, String what) {
    if (System.nanoTime() > latest) {
      throw new IllegalStateException("The erasure is not carried out: " + what);
    }
  }

  /**
   * How far {@code orderedAt}, which is a process' own, is from when the order was recorded, and
   * how many orders are by it before one that was recorded earlier.
   */
  Misdated orders() throws SQLException {
    return misdated(
        """
        select recorded_at, (payload ->> 'orderedAt')::timestamptz as stamp, position
          from event_log.domain_event where payload_type like '%.OrderPlaced'
        """);
  }

  /** The same of seals, which are dated by the process that made them. */
  Misdated seals() throws SQLException {
    return misdated(
        """
        select e.recorded_at, s.sealed_at as stamp, s.last_position as position
          from event_log.seal s join event_log.domain_event e on e.position = s.last_position
        """);
  }

  /**
   * Of some dates.
   *
   * @param many there are
   * @param back that are before the one before them
   * @param seconds by which the worst is off
   */
  record Misdated(int many, int back, double seconds) {}

  private Misdated misdated(String sql) throws SQLException {
    var row =
        platform
            .rows(
                """
                select count(*), count(*) filter (where stamp < former),
                       coalesce(max(abs(extract(epoch from stamp - recorded_at))), 0)
                  from (select *, lag(stamp) over (order by position) as former from (%s) one) two
                """
                    .formatted(sql))
            .getFirst();
    return new Misdated(
        Integer.parseInt(row.getFirst()),
        Integer.parseInt(row.get(1)),
        Double.parseDouble(row.get(2)));
  }
}
