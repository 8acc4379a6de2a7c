package io.daybook.lab.clocks;

import io.daybook.lab.platform.Platform;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the platform promises without a word about clocks, looked at through its front door. */
final class Promises {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> ONCE =
      List.of("StockReserved", "PaymentAuthorized", "PaymentCaptured", "OrderConfirmed");

  private static final String NOT_YET = "NOT_YET";
  private static final double PATIENCE_SECONDS = 400;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Platform platform;
  private final Recorder recorder;
  private int late;
  private double latestSeconds;

  Promises(Platform platform) {
    this.platform = platform;
    this.recorder = new Recorder(platform);
  }

  /** Each order was fulfilled, and each step was done once: no lease was had by two. */
  Promise ended(List<String> orders) throws SQLException {
    int well = 0;
    int overdue = 0;
    for (var order : orders) {
      var types = recorder.typesOf(order);
      well += ONCE.stream().allMatch(step -> types.getOrDefault(step, 0) == 1) ? 1 : 0;
      overdue += types.getOrDefault("FulfilmentOverdue", 0);
    }
    return new Promise(
        "every order is done, each step of it once, and none is called overdue",
        "its events, by SQL",
        "%d of %d; %d overdue".formatted(well, orders.size(), overdue),
        well == orders.size() && overdue == 0);
  }

  /** The time of the log never goes back. */
  Promise order() throws SQLException {
    var back =
        platform
            .ask(
                """
                select count(*) from (select recorded_at < lag(recorded_at) over (order by position) as back
                                        from event_log.domain_event) one where back
                """)
            .getFirst();
    return new Promise(
        "what is later in the log is not earlier in time",
        "recorded_at of neighbours, by SQL",
        back + " times it is",
        back.equals("0"));
  }

  /** Both processes say of instants what a fold of the log says. */
  Promise asOf(long after, int instants) throws Exception {
    var rows =
        platform.rows(
            """
            with picked as (select position, recorded_at, ntile(%d) over (order by position) as part
                              from event_log.domain_event where position > %d),
                 moments as (select max(recorded_at) as moment from picked group by part)
            select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                   max(position),
                   count(*) filter (where payload_type like '%%.OrderPlaced'),
                   count(*) filter (where payload_type like '%%.OrderConfirmed')
              from moments join event_log.domain_event on recorded_at <= moment
             group by moment order by moment
            """
                .formatted(instants, after));
    int asked = 0;
    int same = 0;
    var other = "";
    for (var row : rows) {
      for (int node : List.of(Skewed.BEHIND, Skewed.AHEAD)) {
        var query = "{shopAt(asOf: \"%s\") {position orders confirmedOrders}}";
        var answer = known(node, query.formatted(row.getFirst()));
        var shop = answer.path("data").path("shopAt");
        var told =
            List.of(
                shop.path("position").asString(),
                shop.path("orders").asString(),
                shop.path("confirmedOrders").asString());
        asked++;
        if (told.equals(row.subList(1, 4))) {
          same++;
        } else if (asked - same == 1) {
          other = "; the first other, of process %d: %s, not %s".formatted(node, answer, row);
        }
      }
    }
    return new Promise(
        "asOf is what the log says of that instant, whoever is asked",
        "shopAt of both processes, and a fold by SQL",
        "%d of %d answers are the same; %d came later, by up to %.0f s%s"
            .formatted(same, asked, late, latestSeconds, other),
        asked > 0 && same == asked);
  }

  /** Asks again as long as a process says that its read models have not come so far. */
  private JsonNode known(int node, String query) throws IOException, InterruptedException {
    var begun = System.nanoTime();
    var answer = query(node, query);
    var seconds = 0.0;
    while (answer.toString().contains(NOT_YET) && seconds < PATIENCE_SECONDS) {
      Skewed.sleep(POLL_NANOS);
      answer = query(node, query);
      seconds = (System.nanoTime() - begun) / 1e9;
    }
    late += seconds > 0 ? 1 : 0;
    latestSeconds = Math.max(latestSeconds, seconds);
    return answer;
  }

  /** The seals of both processes hold. */
  Promise sealed() throws Exception {
    int intact = 0;
    long seals = 0;
    for (int node : List.of(Skewed.BEHIND, Skewed.AHEAD)) {
      var verdict = get(node, "/api/operations/log/verification");
      intact += verdict.path("intact").asBoolean() ? 1 : 0;
      seals = verdict.path("seals").asLong();
    }
    return new Promise(
        "the log is as it was sealed",
        "what ./daybook verify asks, of both processes",
        "%d of 2 say so, of %d seals".formatted(intact, seals),
        intact == 2 && seals > 0);
  }

  /** No process took what is another's. */
  static Promise leases(int processes, int moves) {
    return new Promise(
        "no process is taken for dead while it lives",
        "owners of segments, twice a second, by SQL",
        "%d processes own them; %d changes of owner".formatted(processes, moves),
        processes == 2 && moves == 0);
  }

  /** A deadline fires when its time is over, and not before. */
  Promise deadlines(List<String> orders) throws SQLException {
    var waits = new ArrayList<Double>();
    for (var order : orders) {
      recorder.await(order, "FulfilmentOverdue", 4L * Skewed.STAGE_DEADLINE_SECONDS);
      waits.add(
          Double.valueOf(
              platform
                  .ask(
                      """
                      select extract(epoch from min(recorded_at) filter (where payload_type like '%%.FulfilmentOverdue')
                                              - min(recorded_at) filter (where payload_type like '%%.OrderPlaced'))
                        from event_log.domain_event where payload::text like '%%%s%%'
                      """
                          .formatted(order))
                  .getFirst()));
    }
    var least = waits.stream().mapToDouble(Double::doubleValue).min().orElse(0);
    var most = waits.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return new Promise(
        "a deadline of %d s does not fire early".formatted(Skewed.STAGE_DEADLINE_SECONDS),
        "%d orders whose payment nobody answers".formatted(orders.size()),
        "after %.1f to %.1f s".formatted(least, most),
        least >= Skewed.STAGE_DEADLINE_SECONDS);
  }

  private JsonNode query(int node, String query) throws IOException, InterruptedException {
    return JSON.readTree(
        platform
            .send(node, "POST", "/graphql", "auditor", Map.of("query", query), Map.of())
            .body());
  }

  private JsonNode get(int node, String path) throws IOException, InterruptedException {
    return JSON.readTree(platform.send(node, "GET", path, "auditor", "", Map.of()).body());
  }
}
