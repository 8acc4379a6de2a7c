package io.daybook.app.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.projection.PoisonForTests;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every list over REST is paged by {@code first} and {@code after}, and says where it goes on. */
class ListsIT extends PoisonForTests {
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");
  private static final String OPERATIONS = "/api/operations/";

  @Test
  void every_list_of_the_document_has_the_same_parameters() {
    var lists =
        ApiContract.committed().operations().stream()
            .filter(one -> one.method().equals("GET") && isList(one))
            .toList();
    assertThat(lists)
        .extracting(Operation::pattern)
        .containsExactlyInAnyOrder(
            OPERATIONS + "projections",
            OPERATIONS + "projections/{name}/dead-letters",
            OPERATIONS + "processors",
            OPERATIONS + "processors/{name}/segments",
            OPERATIONS + "reconciliations",
            OPERATIONS + "inbox/messages",
            OPERATIONS + "relay/replays",
            "/api/webhook-subscriptions",
            "/api/webhook-subscriptions/{id}/deliveries",
            "/api/webhook-subscriptions/{id}/held-deliveries");
    for (var list : lists) {
      assertThat(list.parameters())
          .as(list.name())
          .extracting(one -> one.path("name").asString())
          .contains("first", "after");
    }
  }

  /** An array, or an object about one. */
  private static boolean isList(Operation operation) {
    var contract = ApiContract.committed();
    var said = operation.said().path("responses").path("200").path("content");
    var body = contract.resolve(said.path("application/json").path("schema"));
    return body.path("type").asString("").equals("array") || body.path("properties").has("letters");
  }

  @Test
  void whole_lists_are_walked_row_by_row() {
    for (var list : List.of("projections", "processors", segments())) {
      var whole = send("GET", OPERATIONS + list, "").body();
      var walked = walk(OPERATIONS + list);
      var key = list.endsWith("segments") ? "number" : "name";
      assertThat(walked)
          .as(list)
          .hasSizeGreaterThan(1)
          .extracting(row -> row.path(key).asString())
          .containsExactlyElementsOf(
              whole.valueStream().map(row -> row.path(key).asString()).toList());
    }
  }

  @Test
  void reconciliations_are_walked_the_newest_first() {
    var path = OPERATIONS + "reconciliations";
    for (int runs = walk(path).size(), wanted = runs + 2; runs < wanted; runs++) {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> post(path, Map.of()).status(), status -> status == 202);
    }
    assertThat(walk(path))
        .hasSizeGreaterThan(1)
        .extracting(row -> row.path("id").asString())
        .doesNotHaveDuplicates();
  }

  @Test
  void dead_letters_are_walked_in_the_order_of_their_sequences() {
    refuse("order_history_v2.order_summary", "customer_id <> '" + mallory + "'");
    placeFor(mallory, product("LIST-", "3.00", 5));
    var letters = awaitLettersUpTo("PickingStarted");
    var walked = walk(ORDERS + "/dead-letters");
    accept("order_history_v2.order_summary");
    post(ORDERS + "/dead-letters/retry", Map.of());
    assertThat(walked).containsAll(letters).doesNotHaveDuplicates();
  }

  @Test
  void a_page_of_none_or_too_many_is_refused_and_so_is_a_cursor_that_is_none() {
    var lists = List.of("projections", "processors", segments(), "reconciliations");
    for (var list : lists) {
      for (var first : List.of("0", "201", "x", "-1")) {
        assertThat(send("GET", OPERATIONS + list + "?first=" + first, "").status())
            .as(list + " " + first)
            .isEqualTo(400);
      }
    }
    for (var list : List.of(segments(), "reconciliations")) {
      assertThat(send("GET", OPERATIONS + list + "?after=x", "").status()).as(list).isEqualTo(400);
    }
  }

  /** Those of a processor that has several. */
  private String segments() {
    var name =
        send("GET", OPERATIONS + "processors", "")
            .body()
            .valueStream()
            .filter(one -> one.path("segments").asInt() > 1)
            .findFirst()
            .orElseThrow()
            .path("name")
            .asString();
    return "processors/" + name + "/segments";
  }

  /** One row at a time, by the links. */
  private List<JsonNode> walk(String path) {
    var rows = new ArrayList<JsonNode>();
    var next = path + "?first=1";
    while (next != null) {
      var answer = exchange("GET", next, "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      var body = JSON.readTree(answer.body());
      var page = body.isArray() ? body : body.path("letters");
      assertThat(page.size()).isLessThan(2);
      page.forEach(rows::add);
      var link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
      next = link.find() ? link.group(1) : null;
    }
    return rows;
  }
}
