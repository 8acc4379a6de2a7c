package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Web;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Looks after the platform once the killing is over: resumes, reconciles, rebuilds, verifies. */
final class Operator {
  private static final List<String> MODELS =
      List.of("order-history", "stock", "catalog", "fulfilment");
  private static final List<String> TABLES =
      List.of(
          "order_history_v2.order_summary",
          "order_history_v2.order_line",
          "order_history_v2.timeline",
          "stock_v1.stock_level",
          "stock_v1.stock_movement",
          "catalog_v1.product",
          "fulfilment_v2.fulfilment_progress");

  private final Function<String, URI> url;
  private final Customers customers;
  private final JdbcTemplate jdbc;

  /**
   * @param url where a path is asked for; it may be another process each time
   */
  Operator(Function<String, URI> url, Customers customers, JdbcTemplate jdbc) {
    this.url = url;
    this.customers = customers;
    this.jdbc = jdbc;
  }

  /**
   * Waits until nothing moves any more; resumes what is parked.
   *
   * @return how often something was resumed
   */
  int rest() {
    var resumed = new AtomicInteger();
    await()
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () -> {
              resumed.addAndGet(resumeParked());
              assertThat(moving()).isEmpty();
              assertThat(
                      jdbc.queryForObject(
                          "select count(*) from order_history_v2.order_summary", Integer.class))
                  .as(this::whatIsBehind)
                  .isEqualTo(customers.acknowledged.size());
            });
    return resumed.get();
  }

  /**
   * Has one more order leave the house and a unit of it come back. How many of those do that shop
   * in the storm depends on the machine, and may be none; the book of what came back is to have
   * something to compare.
   */
  void haveOneComeBack() {
    jdbc.query(
        """
        select l.order_id, l.sku from order_history_v2.order_line l
          join order_history_v2.order_summary using (order_id)
         where status in ('PICKING', 'SHIPPED', 'DELIVERED') order by l.order_id, l.sku limit 1
        """,
        line -> {
          customers.sendAndTakeBack(line.getString(1), line.getString(2));
        });
  }

  private int resumeParked() {
    var parked =
        jdbc.queryForList(
            "select distinct order_id from fulfilment_v2.parked_action", String.class);
    for (var order : parked) {
      customers.post("/api/operations/fulfilments/" + order + "/resume", Map.of(), "");
    }
    return parked.size();
  }

  private List<String> moving() {
    return jdbc.queryForList(
        """
        select order_id || ' ' || step || ' ' || phase from fulfilment_v2.fulfilment_progress
         where phase in ('RUNNING', 'COMPENSATING')
        union all
        select order_id || ' parked at ' || action from fulfilment_v2.parked_action
        union all
        select order_id || ' ' || port || ' ' || coalesce(last_failure, 'is asked') from outside.call
         where done_at is null and (parked_at is null or action is not null)
        union all
        select processor_name || ' is behind' from event_log.token_entry
         where processor_name <> '__config'
           and coalesce(token::json #>> '{currentToken,globalIndex}', token::json ->> 'globalIndex')::bigint
               < (select max(position) from event_log.domain_event)
         limit 20
        """,
        String.class);
  }

  /** Why a read model may not have all orders: what is set aside, and who is how far. */
  private String whatIsBehind() {
    return String.join(
        "\n",
        jdbc.queryForList(
            """
            (select 'not listed: ' || stream || ' placed at ' || position from event_log.domain_event
              where payload_type like '%.OrderPlaced'
                and stream not in (select order_id from order_history_v2.order_summary)
              order by position limit 30)
            union all
            (select 'set aside: ' || projection || ' ' || sequence || ' ' || cause_message
               from dead_letter.letter limit 30)
            union all
            select concat_ws(' ', 'token:', processor_name, segment, owner, updated_at, stopped, token)
              from event_log.token_entry where processor_name like 'order%'
            union all
            select concat_ws(' ', 'process:', name, beat_at, refuses) from event_log.process
            """,
            String.class));
  }

  /** Has the platform compare its own books with the sandbox's. */
  JsonNode reconcile() throws Exception {
    var run = customers.post("/api/operations/reconciliations", Map.of(), "");
    assertThat(run.status()).as("%s", run).isEqualTo(202);
    var report = url.apply("/api/operations/reconciliations/" + run.body().path("id").asString());
    await()
        .atMost(Duration.ofMinutes(5))
        .ignoreExceptions()
        .until(() -> !Web.get(report).path("outcome").asString().equals("RUNNING"));
    return Web.get(report);
  }

  /** Has every read model rebuilt, which must leave it as it was. */
  void rebuild() {
    var before = fingerprints();
    for (var model : MODELS) {
      var path = "/api/operations/projections/" + model;
      var begun = customers.post(path + "/rebuild", Map.of(), "");
      assertThat(begun.status()).as("%s", begun).isEqualTo(202);
      var live = begun.body().path("generation").asInt();
      await()
          .atMost(Duration.ofMinutes(5))
          .pollInterval(Duration.ofMillis(500))
          .ignoreExceptions()
          .until(() -> Web.get(url.apply(path)).path("generation").asInt() > live);
    }
    assertThat(fingerprints()).isEqualTo(before);
  }

  /** By table, and the last event of an order: a late one is no model that differs. */
  private Map<String, String> fingerprints() {
    var fingerprints = new LinkedHashMap<String, String>();
    fingerprints.put(
        "last event",
        one(
            """
            select max(position)::text from event_log.domain_event
             where stream ~ '^(order|fulfilment|payment|shipment|stock)-'
            """));
    for (var table : TABLES) {
      var all = "select coalesce(md5(string_agg(t::text, '' order by t::text)), 'empty') from ";
      fingerprints.put(table, one(all + table + " t"));
    }
    return fingerprints;
  }

  private String one(String sql) {
    return jdbc.queryForObject(sql, String.class);
  }

  /** Has the platform compute all seals of its log again. */
  JsonNode verify() throws Exception {
    return Web.get(url.apply("/api/operations/log/verification"));
  }
}
