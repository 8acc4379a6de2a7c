package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionResult;
import graphql.GraphQL;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A text is parsed once, and limits hold for every query none the less. */
class QueryDocumentsTest {
  private static final String PAGE =
      """
      query Page($first: Int!) {orders(first: $first) {edges {node {
        a: lines {sku} b: lines {sku} c: lines {sku} d: lines {sku} e: lines {sku} f: lines {sku}
        g: lines {sku} h: lines {sku} i: lines {sku} j: lines {sku} k: lines {sku} l: lines {sku}
        m: lines {sku} n: lines {sku} o: lines {sku} p: lines {sku} q: lines {sku} r: lines {sku}}}}}
      """;

  private final QueryDocuments documents = new QueryDocuments();
  private final ParsingForTests parsing = new ParsingForTests(documents);
  private final GraphQL graphQl =
      GraphQL.newGraphQL(SchemaForTests.schema(Map.of()))
          .preparsedDocumentProvider(parsing)
          .instrumentation(new QueryLimits(SchemaForTests.LIMITS))
          .build();

  @Test
  void the_same_text_is_parsed_once() {
    for (int i = 0; i < 3; i++) {
      assertThat(ask("{product(sku: \"A\") {sku}}").getErrors()).isEmpty();
    }
    assertThat(parsing.parsed()).containsExactly("{product(sku: \"A\") {sku}}");
  }

  @Test
  void what_a_query_costs_is_told_by_its_variables_also_when_its_text_is_known() {
    assertThat(codes(ask(PAGE, Map.of("first", 1)))).doesNotContain("TOO_COSTLY");
    assertThat(codes(ask(PAGE, Map.of("first", 100)))).contains("TOO_COSTLY");
    assertThat(codes(ask(PAGE, Map.of("first", 1)))).doesNotContain("TOO_COSTLY");
    assertThat(parsing.parsed()).hasSize(1);
  }

  @Test
  void a_text_with_an_error_is_told_each_time_what_it_is() {
    for (int i = 0; i < 2; i++) {
      assertThat(ask("{product {sku}}").getErrors().toString()).contains("sku");
      assertThat(ask("{product(").getErrors()).isNotEmpty();
    }
    assertThat(parsing.parsed()).hasSize(4);
  }

  @Test
  void the_texts_that_were_used_last_are_kept_and_no_more_than_have_room() {
    var first = padded(0);
    assertThat(ask(first).getErrors()).isEmpty();
    for (int i = 1; i <= 20; i++) {
      assertThat(ask(padded(i)).getErrors()).isEmpty();
      assertThat(ask(first).getErrors()).isEmpty();
    }
    assertThat(parsing.parsed()).hasSize(21).filteredOn(first::equals).hasSize(1);
    assertThat(ask(padded(1)).getErrors()).isEmpty();
    assertThat(parsing.parsed()).as("the oldest had to go").hasSize(22);
  }

  private static String padded(int number) {
    var text = "{product(sku: \"" + number + "\") {sku}}";
    return text + " ".repeat(QueryDocuments.MAX_CHARACTERS / 10 - text.length());
  }

  private ExecutionResult ask(String query) {
    return ask(query, Map.of());
  }

  private ExecutionResult ask(String query, Map<String, Object> variables) {
    return graphQl.execute(SchemaForTests.input(query, variables));
  }

  private static List<String> codes(ExecutionResult result) {
    return result.getErrors().stream()
        .map(error -> error.getExtensions() == null ? Map.of() : error.getExtensions())
        .map(extensions -> "" + extensions.get("code"))
        .collect(Collectors.toList());
  }
}
