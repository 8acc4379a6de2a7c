package io.daybook.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.MalformedException;
import io.daybook.schema.order.OrderId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a caller did wrong is named; what we did wrong is not, and the two are never confused. */
class ProblemsTest {
  private static final String SECRET = "4711 of io.daybook.command.order.Order";

  private final MockMvc door = door();

  @RestController
  static class Handler {
    @GetMapping("/bug/{kind}")
    String bug(@PathVariable("kind") String kind) {
      throw switch (kind) {
        case "argument" -> new IllegalArgumentException(SECRET);
        case "state" -> new IllegalStateException(SECRET);
        case "malformed" -> new MalformedException(SECRET);
        case "number" -> new NumberFormatException(SECRET);
        case "refused-as-it-is" ->
            DomainRejection.ofRequest("cancel-before-dispatch", "STATE", "one sentence");
        default -> DomainRejection.ofState("cancel-before-dispatch", "STATE", "one sentence");
      };
    }

    @GetMapping("/away/{kind}")
    String away(@PathVariable("kind") String kind) {
      throw switch (kind) {
        case "broken" -> new DataAccessResourceFailureException(SECRET);
        case "slow" -> new QueryTimeoutException(SECRET);
        case "crossed" -> new CannotAcquireLockException(SECRET);
        case "uncommitted" -> new TransactionSystemException(SECRET);
        case "no-connection" -> new CannotGetJdbcConnectionException(SECRET);
        default -> new CannotCreateTransactionException(SECRET);
      };
    }

    @GetMapping("/orders/{id}")
    String order(@PathVariable("id") OrderId id) {
      return id.toString();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"argument", "state", "malformed", "number"})
  void a_bug_is_500_without_detail_also_when_it_is_an_illegal_argument(String kind)
      throws Exception {
    var answer = get("/bug/" + kind);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body())
        .contains("/problems/unexpected")
        .doesNotContain("4711")
        .doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "slow", "crossed", "uncommitted"})
  void a_database_that_gives_no_answer_is_503_and_the_outcome_is_open(String kind)
      throws Exception {
    var answer = get("/away/" + kind);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .contains("/problems/unavailable")
        .contains("ask again with the same key to learn the outcome")
        .doesNotContain("4711");
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-connection", "no-transaction"})
  void a_database_that_was_not_even_asked_is_503_and_nothing_was_changed(String kind)
      throws Exception {
    var answer = get("/away/" + kind);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body()).contains("nothing was changed").doesNotContain("4711");
  }

  @Test
  void a_refusal_of_the_domain_names_its_rule_and_says_whether_the_state_or_the_request_is_wrong()
      throws Exception {
    var answer = get("/bug/refused-now");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.body()).contains("problems/cancel-before-dispatch").contains("one sentence");
    var asItIs = get("/bug/refused-as-it-is");
    assertThat(asItIs.status()).isEqualTo(422);
    assertThat(asItIs.body())
        .contains("problems/cancel-before-dispatch")
        .contains("\"state\":\"STATE\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"order-1-1-1-1-1", "order-", "nonsense", "payment-x"})
  void a_malformed_id_is_named_by_its_place_and_form(String id) throws Exception {
    var answer = get("/orders/" + id);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("\"field\":\"id\"")
        .contains("must be order-<uuid>")
        .doesNotContain("io.daybook.schema");
  }

  private record Answer(int status, String body) {}

  private Answer get(String path) throws Exception {
    var response = door.perform(MockMvcRequestBuilders.get(path)).andReturn().getResponse();
    return new Answer(response.getStatus(), response.getContentAsString());
  }

  private static MockMvc door() {
    var conversion = new DefaultFormattingConversionService();
    new WebConfiguration().addFormatters(conversion);
    return MockMvcBuilders.standaloneSetup(new Handler())
        .setControllerAdvice(new Problems())
        .setConversionService(conversion)
        .build();
  }
}
