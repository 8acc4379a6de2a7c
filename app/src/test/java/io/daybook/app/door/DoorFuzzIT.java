package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.contract.ApiContract;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Some thousand requests to every endpoint that Spring knows, most of them wrong in one part. More
 * of them, or others: {@code -Ddaybook.fuzz.requests=100000 -Ddaybook.fuzz.seed=7}.
 */
class DoorFuzzIT extends DoorForTests {
  private static final int REQUESTS = Integer.getInteger("daybook.fuzz.requests", 5_000);
  private static final long SEED = Long.getLong("daybook.fuzz.seed", 10);
  private static final int RARE = 20;

  @Autowired
  @Qualifier("requestMappingHandlerMapping")
  RequestMappingHandlerMapping mappings;

  @Test
  void no_request_is_answered_5xx_and_nothing_is_accepted_that_a_rule_forbids() throws Exception {
    var random = new Random(SEED);
    openShop(random);
    var endpoints = Endpoints.ALL.entrySet().stream().sorted(Map.Entry.comparingByKey());
    var all = endpoints.map(Map.Entry::getValue).toList();
    var contract = ApiContract.committed();
    int[] fit = new int[2];
    for (int n = 0; n < REQUESTS; n++) {
      var endpoint = Shape.pick(all, random);
      if (endpoint.rare() && random.nextInt(RARE) > 0) {
        continue;
      }
      var asked = Asked.of(endpoint, random);
      var answer = ask(asked);
      var said = "seed %d, request %d: %s\n%s".formatted(SEED, n, asked, answer);
      assertThat(answer.status()).as(said).isLessThan(500);
      if (asked.wrong() != null) {
        assertRefused(answer, said);
      } else {
        assertThat(answer.status()).as(said).isNotIn(400, 405, 406, 413, 415);
        fit[answer.status() < 300 ? 0 : 1]++;
      }
      if (endpoint.pattern().startsWith("/api/") && isOf(endpoint, asked)) {
        contract.check(
            endpoint.method(), endpoint.pattern(), answer.status(), answer.type(), answer.body());
        var lineByLine = endpoint.pattern().endsWith("/bulk"); // each has an outcome of its own
        if (!lineByLine && contract.forbids(endpoint.method(), endpoint.pattern(), asked.text())) {
          assertThat(answer.status()).as("the document forbids it: " + said).isGreaterThan(399);
        }
      }
      assertThat(answer.body())
          .as(said)
          .doesNotContain("io.daybook")
          .doesNotContain("java.")
          .doesNotContain("tools.jackson");
    }
    assertThat(fit[0]).as("accepted").isPositive();
    assertAllIsHeld();
  }

  /** A path that is spoiled may be the address of another endpoint, or of none. */
  private static boolean isOf(Endpoint endpoint, Asked asked) {
    var segments = endpoint.pattern().split("/").length;
    return asked.address().split("\\?", 2)[0].split("/", -1).length == segments;
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
  void every_endpoint_is_asked() {
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
    known.add("POST /graphql");
    assertThat(Endpoints.ALL.keySet()).containsExactlyInAnyOrderElementsOf(known);
  }
}
