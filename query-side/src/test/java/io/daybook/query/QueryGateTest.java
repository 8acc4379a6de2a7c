package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.server.WebGraphQlInterceptor.Chain;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** So many queries at a time are let in, and none too many. */
class QueryGateTest {
  private static final int AT_ONCE = 3;

  private final QueryGate gate = new QueryGate(SchemaForTests.atOnce(AT_ONCE));
  private final List<Sinks.One<WebGraphQlResponse>> underWay = new ArrayList<>();
  private final List<Disposable> waiting = new ArrayList<>();

  /** A query stays under way until a test ends it. */
  private final Chain slow =
      _ -> {
        var answer = Sinks.<WebGraphQlResponse>one();
        underWay.add(answer);
        return answer.asMono();
      };

  @Test
  void as_many_as_are_allowed_are_let_in_and_the_next_is_told_that_we_are_busy() {
    fill();
    assertThat(underWay).hasSize(AT_ONCE);
    assertThat(codeOf(ask("{shopTotals {orders}}"))).isEqualTo("BUSY");
    assertThat(underWay).as("those that were let in").hasSize(AT_ONCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"answered", "failed", "given up"})
  void a_place_is_free_again_however_a_query_ends(String end) {
    fill();
    switch (end) {
      case "answered" -> underWay.getFirst().tryEmitValue(answer(request("{a}"))).orThrow();
      case "failed" -> underWay.getFirst().tryEmitError(new IllegalStateException()).orThrow();
      default -> waiting.getFirst().dispose();
    }
    waiting.add(ask("{shopTotals {orders}}").onErrorComplete().subscribe());
    assertThat(underWay).hasSize(AT_ONCE + 1);
    assertThat(codeOf(ask("{shopTotals {orders}}"))).isEqualTo("BUSY");
  }

  @Test
  void a_query_that_is_too_long_to_be_read_takes_no_place() {
    for (int i = 0; i <= AT_ONCE; i++) {
      assertThat(codeOf(ask("{" + "a".repeat(20_000) + "}"))).isEqualTo("TOO_LARGE");
    }
    fill();
    assertThat(underWay).hasSize(AT_ONCE);
  }

  private void fill() {
    for (int i = 0; i < AT_ONCE; i++) {
      waiting.add(ask("{shopTotals {orders}}").onErrorComplete().subscribe());
    }
  }

  private Mono<WebGraphQlResponse> ask(String query) {
    return gate.intercept(request(query), slow);
  }

  private static String codeOf(Mono<WebGraphQlResponse> answer) {
    return "" + answer.block().getErrors().getFirst().getExtensions().get("code");
  }

  private static WebGraphQlRequest request(String query) {
    return new WebGraphQlRequest(
        URI.create("http://localhost/graphql"),
        new HttpHeaders(),
        new LinkedMultiValueMap<>(),
        null,
        Map.of(),
        Map.<String, Object>of("query", query),
        "1",
        Locale.ROOT);
  }

  private static WebGraphQlResponse answer(WebGraphQlRequest request) {
    var result = ExecutionResult.newExecutionResult().data(Map.of()).build();
    return new WebGraphQlResponse(
        new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
  }
}
