package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.contract.ApiContract;
import io.daybook.app.contract.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Some thousand requests to every endpoint that Spring knows, made from the document that the
 * platform serves, most of them odd in one part. More of them, or others: {@code
 * -Ddaybook.fuzz.requests=100000 -Ddaybook.fuzz.seed=7}.
 */
class DoorFuzzIT extends DoorForTests {
  private static final int REQUESTS = Integer.getInteger("daybook.fuzz.requests", 5_000);
  private static final long SEED = Long.getLong("daybook.fuzz.seed", 10);
  private static final int RARE = 20;

  /** They cost too much, or change too much, to be asked as often as others. */
  private static final Set<String> RARELY =
      Set.of(
          "POST /api/products/{sku}/discontinuation",
          "PUT /api/operations/processors/{name}/segments",
          "POST /api/operations/projections/{name}/rebuild",
          "POST /api/operations/projections/{name}/pause",
          "POST /api/operations/projections/{name}/cancel",
          "POST /api/operations/projections/{name}/rollback",
          "POST /api/operations/projections/{name}/verification",
          "DELETE /api/operations/projections/{name}/generations/{number}",
          "POST /api/operations/reconciliations",
          "GET /api/operations/log/verification");

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void no_request_is_answered_5xx_and_nothing_is_accepted_that_a_rule_forbids() throws Exception {
    var random = new Random(SEED);
    openShop(random);
    var contract = contract();
    var orders = new ArrayList<String>();
    var requests = new Requests(contract, known(orders), random);
    var all = contract.operations().stream().sorted(Comparator.comparing(Operation::name)).toList();
    var accepted = new TreeSet<String>();
    for (int n = 0; n < REQUESTS; n++) {
      var operation = Values.pick(all, random);
      if (RARELY.contains(operation.name()) && random.nextInt(RARE) > 0) {
        continue;
      }
      var asked = requests.of(operation);
      var answer = ask(asked);
      assertForeseen(
          contract, operation, asked, answer, "seed %d, request %d: ".formatted(SEED, n));
      if (answer.status() < 300) {
        accepted.add(operation.name());
        if (operation.name().equals("POST /api/orders")) {
          orders.add(answer.json().path("orderId").asString());
        }
      }
    }
    assertThat(accepted)
        .contains("POST /api/orders", "GET /api/orders/{id}", "POST /api/products", "POST /graphql")
        .hasSizeGreaterThan(all.size() * 2 / 5); // no broker, and no endpoint of a merchant's
    assertAllIsHeld();
  }

  private static void assertForeseen(
      ApiContract contract, Operation operation, Asked asked, Answer answer, String number) {
    var said = number + asked + "\n" + answer;
    assertThat(answer.status()).as(said).isLessThan(500);
    switch (asked.verdict()) {
      case FORBIDDEN -> assertRefused(answer, said);
      case FIT -> assertThat(answer.status()).as(said).isNotIn(400, 405, 406, 413, 415);
      case ODD -> {
        // what the document foresees is looked at below
      }
    }
    if (operation.pattern().startsWith("/api/")) {
      contract.check(
          asked.method(), asked.address(), answer.status(), answer.type(), answer.body());
      if (operation.pattern().endsWith("/bulk") && answer.status() == 200) {
        assertLinesAreHeld(contract, operation, asked, answer, said);
      }
    }
    assertThat(answer.body())
        .as(said)
        .doesNotContain("io.daybook")
        .doesNotContain("java.")
        .doesNotContain("tools.jackson");
  }

  /** Each line of a bulk request is accepted or not as if it had come alone. */
  private static void assertLinesAreHeld(
      ApiContract contract, Operation operation, Asked asked, Answer answer, String said) {
    var line = contract.resolve(operation.body()).at("/properties/lines/items/anyOf/0");
    var lines = StrictJson.read(asked.text()).path("lines");
    for (int i = 0; i < lines.size(); i++) {
      var forbidden =
          contract.forbids(line, lines.get(i).toString()) || !StrictJson.isText(lines.get(i));
      if (forbidden) {
        assertThat(answer.json().path("lines").path(i).path("status").asInt())
            .as("line " + i + " of " + said)
            .isBetween(400, 499);
      }
    }
  }

  /** By a problem document; GraphQL, which says 200 once it could read a query, by an error. */
  private static void assertRefused(Answer answer, String said) {
    if (answer.status() == 200 && answer.json().has("errors")) {
      assertThat(answer.json().path("errors").toString()).as(said).contains("BAD_REQUEST");
      return;
    }
    assertThat(answer.status()).as(said).isBetween(400, 499);
    if (answer.status() == 415 && answer.body().isEmpty()) {
      return; // Spring's own endpoint of GraphQL says no more
    }
    assertThat(answer.type()).as(said).isEqualTo("application/problem+json");
    assertThat(answer.json().path("type").asString()).as(said).startsWith("/problems/");
  }

  @Test
  void every_endpoint_is_asked() throws Exception {
    var known = new TreeSet<String>();
    mappings
        .getHandlerMethods()
        .forEach(
            (mapping, _) -> {
              for (var pattern : mapping.getPatternValues()) {
                for (var method : mapping.getMethodsCondition().getMethods()) {
                  known.add(method + " " + pattern);
                }
              }
            });
    assertThat(known).hasSizeGreaterThan(25);
    // Its pages are not of the API, whose answers they show.
    known.removeIf(endpoint -> endpoint.contains(" /console"));
    known.add("POST /graphql");
    assertThat(contract().operations())
        .extracting(Operation::name)
        .containsExactlyInAnyOrderElementsOf(known);
  }
}
