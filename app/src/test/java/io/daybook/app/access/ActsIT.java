package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What operators decide and auditors look at is in the log, with their names. */
class ActsIT extends PlatformForTests {
  private static final String[] AS_OPERATOR = {"Authorization", bearer("ops", Role.OPERATOR)};
  private static final String[] AS_FINANCE = {"Authorization", bearer("fin", Role.FINANCE)};
  private static final String[] AS_AUDITOR = {"Authorization", bearer("aud", Role.AUDITOR)};
  private static final String CATALOG = "/api/operations/projections/catalog";

  @Test
  void what_operators_decide_is_in_the_log_before_it_is_done() {
    var before = head();
    assertThat(post(CATALOG + "/verification", Map.of(), AS_OPERATOR).status()).isEqualTo(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> post(CATALOG + "/rebuild", Map.of(), AS_OPERATOR).status() == 202);
    var processors = "/api/operations/processors";
    var one = send("GET", processors, "", AS_OPERATOR).body().path(0);
    var segments = processors + "/" + one.path("name").asString() + "/segments";
    var asMany = JSON.writeValueAsString(Map.of("number", one.path("segments").asInt()));
    assertThat(send("PUT", segments, asMany, AS_OPERATOR).status()).isEqualTo(200);
    post("/api/operations/reconciliations", Map.of(), AS_FINANCE);
    var acts = actsAfter(before);
    assertThat(acts)
        .extracting(act -> act.path("type").asString())
        .contains("ReadModelDecided", "SegmentsRequested", "ReconciliationRequested");
    assertThat(acts.toString()).contains("VERIFY", "REBUILD");
    for (var act : acts) {
      var who = act.path("type").asString().equals("ReconciliationRequested") ? "fin" : "ops";
      assertThat(act.path("metadata").path("principal").asString()).isEqualTo(who);
      assertThat(act.path("metadata").path("actor").asString()).isEqualTo(who);
      assertThat(act.path("metadata").path("client").asString()).isEqualTo("tests");
      assertThat(act.path("metadata").path("issuer").asString()).startsWith("http");
    }
  }

  @Test
  void what_is_refused_and_what_others_ask_is_no_act() {
    var before = head();
    assertThat(post(CATALOG + "/rebuild", Map.of(), AS_AUDITOR).status()).isEqualTo(403);
    assertThat(post("/api/operations/projections/none/rebuild", Map.of(), AS_OPERATOR).status())
        .isEqualTo(404);
    send("GET", CATALOG, "", AS_OPERATOR);
    ask("{products(first: 1) {edges {cursor}}}", "Authorization", bearer("ada", Role.CUSTOMER));
    ask("{__schema {queryType {name}}}", AS_AUDITOR);
    assertThat(actsAfter(before)).isEmpty();
  }

  @Test
  void what_an_auditor_looks_at_is_one_event_a_request_without_what_is_personal() {
    var sku = product("ACT-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    var before = head();
    ask(
        "{order(id: \"%s\") {status} a: orders(customerId: \"ada\") {edges {cursor}} auditLog(actor: \"ada\") {edges {cursor}}}"
            .formatted(order),
        AS_AUDITOR);
    var looks = actsAfter(before);
    assertThat(looks).hasSize(1);
    var look = looks.getFirst();
    assertThat(look.path("type").asString()).isEqualTo("DataLookedAt");
    assertThat(look.path("metadata").path("principal").asString()).isEqualTo("aud");
    assertThat(look.path("payload").path("looks"))
        .extracting(one -> one.path("at").asString())
        .containsExactly("order", "orders", "auditLog");
    assertThat(look.path("payload").toString())
        .contains(order, "customerId", "actor")
        .doesNotContain("\"ada\"");
    send("GET", CATALOG, "", AS_AUDITOR);
    var http = actsAfter(before).getLast();
    assertThat(http.path("payload").path("looks").path(0).path("at").asString())
        .isEqualTo("GET /api/operations/projections/{name}");
    assertThat(http.path("payload").toString()).contains("catalog");
  }

  @Test
  void to_look_at_the_looks_ends() {
    var before = head();
    for (int i = 0; i < 3; i++) {
      ask("{auditLog(type: \"DataLookedAt\", first: 100) {edges {node {payload}}}}", AS_AUDITOR);
    }
    assertThat(actsAfter(before)).hasSize(3);
  }

  @Test
  void a_read_model_that_is_built_anew_has_the_acts_in_it_too() {
    send("GET", CATALOG, "", AS_AUDITOR);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                post("/api/operations/projections/audit/verification", Map.of(), AS_OPERATOR)
                        .status()
                    == 202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.queryForObject(
                        "select count(*) from projection.generation where model = 'audit' and state ="
                            + " 'BUILDING'",
                        Long.class)
                    == 0);
    assertThat(jdbc.queryForObject("select count(*) from projection.difference", Long.class))
        .isZero();
  }

  private void ask(String query, String... who) {
    var answer = post("/graphql", Map.of("query", query), who).body();
    assertThat(answer.has("errors")).as(answer.toString()).isFalse();
  }

  private long head() {
    return jdbc.queryForObject(
        "select coalesce(max(position), -1) from event_log.domain_event", Long.class);
  }

  /** As the log has them. */
  private List<JsonNode> actsAfter(long position) {
    return jdbc.query(
        """
        select json_build_object('type', regexp_replace(payload_type, '.*\\.', ''),
                                 'payload', payload, 'metadata', metadata)::text as act
          from event_log.domain_event where position > ? and stream like 'act-%' order by position
        """,
        (row, _) -> JSON.readTree(row.getString("act")), position);
  }
}
