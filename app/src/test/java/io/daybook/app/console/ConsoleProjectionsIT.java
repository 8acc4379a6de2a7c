package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.projection.PoisonForTests;
import io.daybook.runtime.Processes;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;

/** Read models on a page: rebuilt, gone back from, and what they have set aside. */
@DirtiesContext
class ConsoleProjectionsIT extends PoisonForTests {
  @Autowired Processes processes;

  private static final String CATALOG = "/api/operations/projections/catalog";
  private static final String LETTERS = "/console/projections/catalog/dead-letters";

  @AfterEach
  void nothingIsPoisonous() {
    accept("catalog_v1.product");
    post(CATALOG + "/dead-letters/retry", Map.of());
  }

  @Test
  void a_read_model_is_rebuilt_and_gone_back_from() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var before = generation();
    var begun = operator.post("/console/projections/analytics/rebuild");
    assertThat(Visitor.location(begun)).endsWith("/console/projections");
    assertThat(operator.page("/console/projections"))
        .contains("is being built beside the live one");
    await().atMost(Duration.ofSeconds(60)).until(() -> generation() > before);
    assertThat(operator.page("/console/projections"))
        .contains("Go back to the former generation of analytics");
    operator.post("/console/projections/analytics/rollback");
    assertThat(generation()).isEqualTo(before);
  }

  @Test
  void segments_are_shown_by_the_node_that_has_them() {
    var auditor = Visitor.signedIn(port, "aud", Role.AUDITOR);
    var path = "/console/projections/processors/";
    assertThat(auditor.page("/console/projections"))
        .contains("href=\"" + path + "catalog_g1\"")
        .contains("href=\"" + path + "outside-calls\"");
    await()
        .untilAsserted(
            () ->
                assertThat(auditor.page(path + "outside-calls"))
                    .contains("<bdi>" + processes.me() + "</bdi>")
                    .doesNotContain("nobody"));
    assertThat(auditor.get(path + "nothing").statusCode()).isEqualTo(404);
    var clerk = Visitor.signedIn(port, "c", Role.CLERK);
    assertThat(clerk.get(path + "outside-calls").statusCode()).isEqualTo(403);
  }

  @Test
  void how_far_they_are_is_told_to_who_watches() {
    var told =
        Visitor.signedIn(port, "ops", Role.OPERATOR)
            .first("/console/projections/live", "event:now");
    assertThat(told).contains("Rebuild stock").doesNotContain("_csrf");
    await()
        .untilAsserted(
            () ->
                assertThat(Visitor.signedIn(port, "aud", Role.AUDITOR).page("/console/projections"))
                    .contains("aria-label=\"stock was at most ")
                    .containsPattern("<path class=\"line\" d=\"M"));
  }

  @Test
  void a_dead_letter_is_shown_with_its_payload_and_posted_again() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var sku = setAside();
    var page = operator.page(LETTERS);
    assertThat(page).contains("Product listed").contains("poison");
    assertThat(operator.page("/console/projections")).contains("href=\"" + LETTERS + "\"");
    var letter = letterOf(operator, sku);
    assertThat(operator.page(letter)).contains(sku).contains("\"name\"");
    assertThat(Visitor.location(operator.post(letter + "/retry"))).endsWith(LETTERS);
    assertThat(operator.page(LETTERS)).contains("It failed again");
    accept("catalog_v1.product");
    operator.post(LETTERS + "/retry");
    assertThat(operator.page(LETTERS)).contains("No event is set aside");
  }

  @Test
  void a_dead_letter_is_discarded_with_a_reason_only() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var sku = setAside();
    var letter = letterOf(operator, sku);
    assertThat(operator.post(letter + "/discard", "reason", " ").statusCode()).isEqualTo(400);
    assertThat(Visitor.location(operator.post(letter + "/discard", "reason", "never sold")))
        .endsWith(LETTERS);
    assertThat(operator.page(LETTERS)).doesNotContain(sku);
  }

  @Test
  void dead_letters_are_chosen_together() {
    var operator = Visitor.signedIn(port, "ops", Role.OPERATOR);
    var sku = setAside();
    var id = letterOf(operator, sku).replaceAll("^.*/", "");
    operator.post(LETTERS + "/retry-chosen", "letter", id);
    assertThat(operator.page(LETTERS))
        .contains("0 of 1 letters are posted. The others are not: ")
        .contains("poison");
    operator.post(LETTERS + "/discard-chosen", "letter", id, "reason", " ");
    assertThat(operator.page(LETTERS)).contains("0 of 1 letters are discarded").contains(sku);
    operator.post(LETTERS + "/discard-chosen", "letter", id, "reason", "never sold");
    assertThat(operator.page(LETTERS)).contains("1 of 1 letters are discarded").doesNotContain(sku);
  }

  @Test
  void an_auditor_looks_and_has_nothing_to_press() {
    var auditor = Visitor.signedIn(port, "aud", Role.AUDITOR);
    assertThat(auditor.page("/console/projections"))
        .contains("Behind the log")
        .doesNotContain("formaction")
        .doesNotContain("data-live");
    assertThat(auditor.page(LETTERS)).doesNotContain("Post all");
  }

  private String setAside() {
    var sku = "POISON-" + mallory.substring(8, 16);
    refuse("catalog_v1.product", "sku <> '" + sku + "'");
    post("/api/products", Map.of("sku", sku, "name", "Thing", "price", pounds("1.00")));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> letters(CATALOG).stream().anyMatch(l -> l.toString().contains(sku)));
    return sku;
  }

  private static String letterOf(Visitor operator, String sku) {
    var link = Pattern.compile("href=\"(" + LETTERS + "/[^\"]+)\"").matcher(operator.page(LETTERS));
    while (link.find()) {
      if (operator.page(link.group(1)).contains(sku)) {
        return link.group(1);
      }
    }
    throw new AssertionError("No letter of " + sku);
  }

  private int generation() {
    return send("GET", "/api/operations/projections/analytics", "")
        .body()
        .path("generation")
        .asInt();
  }
}
