package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Queries are refused for what they would cost, before anything is read. */
class QueryLimitsTest {
  private static final String WHOLE_PAGE =
      """
      query Page($first: Int! = 100) {orders(first: $first) {
        pageInfo {hasNextPage endCursor}
        edges {cursor node {
          id customerId status statusLabel lineCount unitCount orderedAt placedAt updatedAt
          cancellationCause cancellationReason trackingNumber
          total {amount currency} captured {amount currency} refunded {amount currency}
          lines {sku quantity returned unitPrice {amount currency}}}}}}
      """;

  @Test
  void the_largest_page_with_all_its_fields_and_lines_is_answered() {
    assertThat(refusal(WHOLE_PAGE)).isEmpty();
  }

  @Test
  void every_alias_costs_as_much_as_the_first() {
    var page = WHOLE_PAGE.substring(WHOLE_PAGE.indexOf("{orders") + 1, WHOLE_PAGE.lastIndexOf('}'));
    var variables = "query Page($first: Int! = 100) ";
    assertThat(refusal(variables + "{a: " + page + "}")).isEmpty();
    assertThat(refusal(variables + "{a: %1$s b: %1$s c: %1$s}".formatted(page)))
        .isEqualTo("TOO_COSTLY");
  }

  @Test
  void a_fragment_costs_as_often_as_it_is_used() {
    var page = WHOLE_PAGE.substring(WHOLE_PAGE.indexOf("{orders") + 1, WHOLE_PAGE.lastIndexOf('}'));
    var fields = page.substring(page.indexOf('{'));
    var fragment = " fragment F on OrderSummaryConnection " + fields;
    var pages = "a: orders(first: 100) {...F} b: orders(first: 100) {...F} ";
    assertThat(refusal("{" + pages + "}" + fragment)).isEmpty();
    assertThat(refusal("{" + pages + "c: orders(first: 100) {...F}}" + fragment))
        .isEqualTo("TOO_COSTLY");
  }

  @Test
  void a_page_costs_what_its_size_says_also_as_a_variable_or_by_default() {
    var two =
        "query Q($n: Int! = 20) {a: orders(first: $n) {...F} b: orders(first: $n) {...F}}"
            + " fragment F on OrderSummaryConnection {edges {node {"
            + IntStream.range(0, 10)
                .mapToObj(i -> "l" + i + ": lines {sku quantity}")
                .collect(Collectors.joining(" "))
            + "}}}";
    assertThat(refusal(two)).isEmpty();
    assertThat(refusal(two, Map.of("n", 100))).isEqualTo("TOO_COSTLY");
    assertThat(refusal(two, Map.of("n", Integer.MAX_VALUE))).isEqualTo("TOO_COSTLY");
    assertThat(refusal(two, Map.of("n", Integer.MIN_VALUE))).isEmpty();
  }

  @Test
  void few_fields_at_the_root_whatever_they_are_called() {
    assertThat(refusal(aliases(10, "product(sku: \"A\") {sku}"))).isEmpty();
    assertThat(refusal(aliases(11, "product(sku: \"A\") {sku}"))).isEqualTo("TOO_MANY_FIELDS");
    assertThat(refusal(aliases(150, "shopTotals {orders}"))).isEqualTo("TOO_MANY_FIELDS");
  }

  @Test
  void sums_over_all_rows_cost_more_than_a_row() {
    assertThat(refusal(aliases(10, "fulfilmentStatistics {started}"))).isEqualTo("TOO_COSTLY");
    assertThat(refusal(aliases(9, "fulfilmentStatistics {started}"))).isEmpty();
  }

  @Test
  void fragments_that_double_at_each_level_end_early() {
    var query = new StringBuilder("{orders {...F0}}");
    for (int i = 0; i < 40; i++) {
      query.append(
          " fragment F%d on OrderSummaryConnection {a%d: edges {cursor} ...F%d ...F%d}"
              .formatted(i, i, i + 1, i + 1));
    }
    query.append(" fragment F40 on OrderSummaryConnection {edges {cursor}}");
    var before = System.nanoTime();
    assertThat(refusal(query.toString())).isEqualTo("TOO_COSTLY");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void fragments_that_double_below_introspection_end_early_too() {
    var query = new StringBuilder("{__schema {types {...F0}}}");
    for (int i = 0; i < 40; i++) {
      query.append(" fragment F%d on __Type {name ...F%d ...F%d}".formatted(i, i + 1, i + 1));
    }
    query.append(" fragment F40 on __Type {kind}");
    assertThat(refusal(query.toString())).isEqualTo("TOO_COSTLY");
  }

  /**
   * No type of ours holds itself, so a query of our own schema cannot go so deep; a later one may.
   */
  @Test
  void a_query_of_a_schema_with_a_cycle_goes_so_deep_and_no_deeper() {
    var cyclic =
        GraphQL.newGraphQL(
                new SchemaGenerator()
                    .makeExecutableSchema(
                        new SchemaParser().parse("type Query {a: A} type A {a: A b: Int}"),
                        RuntimeWiring.newRuntimeWiring().build()))
            .instrumentation(new QueryLimits(SchemaForTests.LIMITS))
            .build();
    var twelve = "{" + "a {".repeat(11) + "b" + "}".repeat(11) + "}";
    assertThat(cyclic.execute(twelve).getErrors()).isEmpty();
    var thirteen = "{" + "a {".repeat(12) + "b" + "}".repeat(12) + "}";
    assertThat(cyclic.execute(thirteen).getErrors())
        .singleElement()
        .satisfies(error -> assertThat(error.getExtensions()).containsEntry("code", "TOO_DEEP"))
        .satisfies(error -> assertThat(error.getMessage()).contains("13 levels of fields"));
    var within = "{" + "... {a {".repeat(12) + "b" + "}}".repeat(12) + "}";
    assertThat(cyclic.execute(within).getErrors()).as("in fragments").isNotEmpty();
  }

  @Test
  void fragments_within_fragments_are_not_depth() {
    var inline = "... on OrderSummary {".repeat(20) + "id" + "}".repeat(20);
    assertThat(refusal("{orders {edges {node {" + inline + "}}}}")).isEmpty();
  }

  @Test
  void graphiqls_query_for_its_documentation_passes() {
    var result = execute(SchemaForTests.text("/graphiql-introspection.graphql"), Map.of());
    assertThat(result.getErrors()).isEmpty();
    assertThat(result.toString()).contains("CancellationCause").contains("OPERATOR");
  }

  @Test
  void introspection_is_no_amplifier() {
    var cycle = "{__schema {types {fields {type {fields {type {fields {name}}}}}}}}";
    assertThat(refusal(cycle)).isNotEmpty();
    assertThat(refusal(aliases(2, "__schema {types {name}}"))).isNotEmpty();
    assertThat(refusal(aliases(5, "__type(name: \"Order\") {name}"))).isNotEmpty();
  }

  @Test
  void nothing_is_read_once_the_time_of_a_query_is_over() {
    var read = new AtomicInteger();
    var time = Duration.ofMillis(50);
    var graphQl =
        SchemaForTests.graphQl(
            SchemaForTests.limits(time),
            Map.of(
                "product",
                _ -> {
                  read.incrementAndGet();
                  var begun = System.nanoTime();
                  await().until(() -> System.nanoTime() - begun > time.toNanos());
                  return null;
                }));
    var result = graphQl.execute(aliases(5, "product(sku: \"A\") {sku}"));
    assertThat(read).hasValue(1);
    assertThat(result.getErrors()).hasSize(4);
    assertThat(result.getErrors().toString()).contains("took too long");
  }

  private static String aliases(int count, String field) {
    return IntStream.range(0, count)
        .mapToObj(i -> "a" + i + ": " + field)
        .collect(Collectors.joining(" ", "{", "}"));
  }

  private static String refusal(String query) {
    return refusal(query, Map.of());
  }

  /** The code of the first error, or nothing; null for pages, which nobody answers here. */
  private static String refusal(String query, Map<String, Object> variables) {
    return execute(query, variables).getErrors().stream()
        .filter(
            error ->
                !(error.getErrorType() instanceof graphql.ErrorType type
                    && type == graphql.ErrorType.NullValueInNonNullableField))
        .findFirst()
        .map(
            error ->
                error.getExtensions() == null
                    ? error.getErrorType().toString()
                    : error.getExtensions().getOrDefault("code", error.getMessage()).toString())
        .orElse("");
  }

  private static ExecutionResult execute(String query, Map<String, Object> variables) {
    return SchemaForTests.graphQl(SchemaForTests.LIMITS, Map.of())
        .execute(SchemaForTests.input(query, variables));
  }
}
