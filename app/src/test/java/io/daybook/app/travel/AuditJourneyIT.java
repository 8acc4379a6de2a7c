package io.daybook.app.travel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who did what, and because of what: compared with the log, by plain SQL. */
class AuditJourneyIT extends BusyShop {

  @Test
  void who_did_what_is_what_the_log_says() {
    trade();
    var order = orders.getFirst();
    assertLog("actor: \"ada\"", "metadata ->> 'actor' = 'ada'");
    assertLog("principal: \"ada\"", "metadata ->> 'principal' = 'ada'");
    assertLog(
        "principal: \"system:fulfilment\", actor: \"ada\"",
        "metadata ->> 'principal' = 'system:fulfilment' and metadata ->> 'actor' = 'ada'");
    assertLog(
        "client: \"tests\", actor: \"ada\"",
        "metadata ->> 'client' = 'tests' and metadata ->> 'actor' = 'ada'");
    var request =
        jdbc.queryForObject(
            "select metadata ->> 'correlation_id' from event_log.domain_event where stream = ? and version = 0",
            String.class,
            order);
    assertLog(
        "correlation: \"" + request + "\"", "metadata ->> 'correlation_id' = '" + request + "'");
    assertLog("type: \"StockReserved\"", "payload_type like '%.StockReserved'");
    assertLog(
        "stream: \"stock-" + skus.getFirst() + "\"", "stream = 'stock-" + skus.getFirst() + "'");
    assertLog(
        "actor: \"ada\", type: \"PaymentCaptured\"",
        "metadata ->> 'actor' = 'ada' and payload_type like '%.PaymentCaptured'");
    var times =
        jdbc.queryForList(
            "select to_char(recorded_at at time zone 'utc', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
                + " from event_log.domain_event where stream = ? order by position",
            String.class,
            order);
    var from = times.getFirst();
    var to = times.getLast();
    assertLog(
        "from: \"%s\", to: \"%s\"".formatted(from, to),
        "recorded_at between '%s'::timestamptz and '%s'::timestamptz".formatted(from, to));
  }

  @Test
  void all_that_followed_from_a_request_is_in_its_tree() {
    trade();
    var order = orders.getFirst();
    var placed =
        jdbc.queryForMap(
            "select event_id, metadata ->> 'correlation_id' as correlation"
                + " from event_log.domain_event where stream = ? and version = 0",
            order);
    var tree =
        query(
                "{causalTree(eventId: \"%s\", minPosition: %d) {correlationId isComplete nodes {id parentId depth kind name event {eventId type position}}}}"
                    .formatted(placed.get("event_id"), head()))
            .path("causalTree");
    assertThat(tree.path("correlationId").asString()).isEqualTo(placed.get("correlation"));
    assertThat(tree.path("isComplete").asBoolean()).isTrue();
    var nodes = new ArrayList<JsonNode>();
    tree.path("nodes").forEach(nodes::add);
    assertThat(nodes.stream().filter(node -> isA(node, "EVENT")).map(node -> text(node, "id")))
        .as("the events of the request")
        .containsExactlyInAnyOrderElementsOf(
            jdbc.queryForList(
                "select event_id from event_log.domain_event where metadata ->> 'correlation_id' ="
                    + " ?",
                String.class,
                placed.get("correlation")));
    assertTree(nodes);
    assertThat(nodes.stream().filter(node -> isA(node, "OUTSIDE_CALL")).map(n -> text(n, "name")))
        .contains(
            "PaymentAuthorizationRequested", "CarrierBookingRequested", "PaymentCaptureRequested");
    assertThat(nodes.stream().filter(node -> isA(node, "DECISION")).map(node -> text(node, "name")))
        .contains("OrderPlaced", "PaymentAuthorized", "PaymentCaptured");
    var same =
        query(
            "{causalTree(correlationId: \"%s\") {nodes {id}}}"
                .formatted(placed.get("correlation")));
    assertThat(same.path("causalTree").path("nodes").size()).isEqualTo(nodes.size());
    assertThat(query("{causalTree(eventId: \"nobody\") {isComplete}}").path("causalTree").isNull())
        .isTrue();
  }

  /**
   * Each node comes after the one that it followed from, one step deeper; events later in the log.
   */
  private static void assertTree(List<JsonNode> nodes) {
    var met = new HashMap<String, JsonNode>();
    for (var node : nodes) {
      if (met.isEmpty()) {
        assertThat(text(node, "kind")).isEqualTo("REQUEST");
        assertThat(text(node, "name")).isEqualTo("ada");
      } else {
        var parent = met.get(text(node, "parentId"));
        assertThat(parent).as("parent of " + node).isNotNull();
        assertThat(node.path("depth").asInt()).isEqualTo(parent.path("depth").asInt() + 1);
      }
      met.put(text(node, "id"), node);
    }
  }

  private void assertLog(String arguments, String where) {
    var expected =
        jdbc.queryForList(
            "select event_id from event_log.domain_event where "
                + where
                + " order by position desc limit 45",
            String.class);
    assertThat(expected).as(where).isNotEmpty();
    var told = new ArrayList<String>();
    var after = "";
    while (told.size() < expected.size()) {
      var page =
          query(
                  "{auditLog(%s, first: 15%s, minPosition: %d) {edges {cursor node {eventId type payload}} pageInfo {hasNextPage}}}"
                      .formatted(arguments, after, head()))
              .path("auditLog");
      assertThat(page.path("edges").size()).isPositive();
      for (var edge : page.path("edges")) {
        told.add(edge.path("node").path("eventId").asString());
        assertThat(edge.path("node").path("payload").isObject()).isTrue();
        after = ", after: \"" + edge.path("cursor").asString() + "\"";
      }
    }
    assertThat(told.subList(0, expected.size())).as(arguments).isEqualTo(expected);
  }

  private static boolean isA(JsonNode node, String kind) {
    return text(node, "kind").equals(kind);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString();
  }

  @Test
  void a_question_about_neither_event_nor_request_is_refused() {
    var error =
        post("/graphql", Map.of("query", "{causalTree {isComplete}}"))
            .body()
            .path("errors")
            .path(0)
            .path("extensions");
    assertThat(error.path("code").asString()).isEqualTo("BAD_REQUEST");
    assertThat(error.path("argument").asString()).isEqualTo("eventId");
  }
}
