package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.PlatformForTests;
import io.daybook.schema.operation.ReadModelDecision;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What operators decide and auditors look at is in the log, with their names. */
class ActsIT extends PlatformForTests {
  private static final String[] AS_OPERATOR = {"Authorization", bearer("ops", Role.OPERATOR)};
  private static final String[] AS_FINANCE = {"Authorization", bearer("fin", Role.FINANCE)};
  private static final String[] AS_AUDITOR = {"Authorization", bearer("aud", Role.AUDITOR)};
  private static final String CATALOG = "/api/operations/projections/catalog";
  private static final String ANALYTICS = "/api/operations/projections/analytics";
  private static final Map<ReadModelDecision, String> PATHS =
      Map.of(
          ReadModelDecision.REBUILD, "/rebuild",
          ReadModelDecision.VERIFY, "/verification",
          ReadModelDecision.PAUSE, "/pause",
          ReadModelDecision.RESUME, "/resume",
          ReadModelDecision.CANCEL, "/cancel",
          ReadModelDecision.ROLL_BACK, "/rollback");

  /** Also what cannot be done now: that it was asked for is known all the same. */
  @ParameterizedTest
  @EnumSource(ReadModelDecision.class)
  void what_is_decided_about_read_models_is_in_the_log_before_it_is_done(
      ReadModelDecision decision) {
    var before = acts().head();
    var answer =
        decision == ReadModelDecision.DROP
            ? send("DELETE", ANALYTICS + "/generations/999999", "", AS_OPERATOR)
            : post(ANALYTICS + PATHS.get(decision), Map.of(), AS_OPERATOR);
    assertThat(answer.status()).as(answer.toString()).isIn(200, 202, 404, 409);
    var act = onlyActAfter(before, "ReadModelDecided");
    assertThat(act.path("payload").path("model").asString()).isEqualTo("analytics");
    assertThat(act.path("payload").path("decision").asString()).isEqualTo(decision.name());
    LoggedActs.assertDecidedBy("ops", act);
  }

  @Test
  void how_many_segments_are_wanted_is_in_the_log() {
    var processors = "/api/operations/processors";
    var one = send("GET", processors, "", AS_OPERATOR).body().path(0);
    var segments = processors + "/" + one.path("name").asString() + "/segments";
    var asMany = JSON.writeValueAsString(Map.of("number", one.path("segments").asInt()));
    var before = acts().head();
    assertThat(send("PUT", segments, asMany, AS_OPERATOR).status()).isIn(200, 409);
    LoggedActs.assertDecidedBy("ops", onlyActAfter(before, "SegmentsRequested"));
  }

  @Test
  void who_reconciles_is_in_the_log() {
    var before = acts().head();
    var answer = post("/api/operations/reconciliations", Map.of(), AS_FINANCE);
    assertThat(answer.status()).isIn(202, 409);
    LoggedActs.assertDecidedBy("fin", onlyActAfter(before, "ReconciliationRequested"));
  }

  @Test
  void what_is_refused_and_what_others_ask_is_no_act() {
    var before = acts().head();
    assertThat(post(CATALOG + "/rebuild", Map.of(), AS_AUDITOR).status()).isEqualTo(403);
    assertThat(post("/api/operations/projections/none/rebuild", Map.of(), AS_OPERATOR).status())
        .isEqualTo(404);
    send("GET", CATALOG, "", AS_OPERATOR);
    ask("{products(first: 1) {edges {cursor}}}", "Authorization", bearer("ada", Role.CUSTOMER));
    ask("{__schema {queryType {name}}}", AS_AUDITOR);
    assertThat(acts().after(before)).isEmpty();
  }

  @Test
  void what_an_auditor_looks_at_is_one_event_a_request_without_what_is_personal() {
    var sku = product("ACT-", "3.00", 10);
    var order = place("tok_visa", Map.of(sku, 1));
    awaitStatus(order, "PICKING");
    var before = acts().head();
    ask(
        "{order(id: \"%s\") {status} a: orders(customerId: \"ada\") {edges {cursor}} auditLog(actor: \"ada\") {edges {cursor}}}"
            .formatted(order),
        AS_AUDITOR);
    var looks = acts().after(before);
    assertThat(looks).hasSize(1);
    var look = looks.getFirst();
    assertThat(look.path("type").asString()).isEqualTo("DataLookedAt");
    LoggedActs.assertDecidedBy("aud", look);
    assertThat(look.path("payload").path("looks"))
        .extracting(one -> one.path("at").asString())
        .containsExactly("order", "orders", "auditLog");
    assertThat(look.path("payload").toString())
        .contains(order, "customerId", "actor")
        .doesNotContain("\"ada\"");
    send("GET", CATALOG, "", AS_AUDITOR);
    var http = acts().after(before).getLast();
    LoggedActs.assertDecidedBy("aud", http);
    assertThat(http.path("payload").path("looks").path(0).path("at").asString())
        .isEqualTo("GET /api/operations/projections/{name}");
    assertThat(http.path("payload").toString()).contains("catalog");
  }

  /** As a customer somebody would see own orders only. */
  @Test
  void what_somebody_looks_at_who_is_auditor_and_customer_is_noted_too() {
    var both = new String[] {"Authorization", bearer("aud", Role.AUDITOR, Role.CUSTOMER)};
    var before = acts().head();
    ask("{orders(first: 1) {edges {cursor}}}", both);
    LoggedActs.assertDecidedBy("aud", onlyActAfter(before, "DataLookedAt"));
    before = acts().head();
    send("GET", "/api/products/NONE", "", both);
    LoggedActs.assertDecidedBy("aud", onlyActAfter(before, "DataLookedAt"));
  }

  @Test
  void to_look_at_the_looks_ends() {
    var before = acts().head();
    for (int i = 0; i < 3; i++) {
      ask("{auditLog(type: \"DataLookedAt\", first: 100) {edges {node {payload}}}}", AS_AUDITOR);
    }
    assertThat(acts().after(before)).hasSize(3);
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

  private LoggedActs acts() {
    return new LoggedActs(jdbc);
  }

  private JsonNode onlyActAfter(long position, String type) {
    var acts = acts().after(position);
    assertThat(acts).hasSize(1);
    assertThat(acts.getFirst().path("type").asString()).isEqualTo(type);
    return acts.getFirst();
  }
}
