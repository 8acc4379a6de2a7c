package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.daybook.web.access.Caller;
import io.daybook.web.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may ask for which field. */
class FieldAccessTest {
  private final List<String> asked = new ArrayList<>();

  @Test
  void every_query_and_subscription_says_who_may_ask() {
    var schema = SchemaForTests.schema(Map.of());
    for (var root : List.of(schema.getQueryType(), schema.getSubscriptionType())) {
      assertThat(root.getFieldDefinitions())
          .allSatisfy(
              field ->
                  assertThat(FieldAccess.rolesOf(root, field, schema).orElseThrow())
                      .as(root.getName() + "." + field.getName())
                      .isNotEmpty());
    }
  }

  @Test
  void who_acts_and_what_is_in_events_is_not_for_customers() {
    var schema = SchemaForTests.schema(Map.of());
    for (var type : List.of("EventReference", "TimelineEntry")) {
      var object = (GraphQLObjectType) schema.getType(type);
      var hidden =
          Set.of("actor", "origin", "payload", "correlationId", "causationId", "becauseOf");
      assertThat(
              object.getFieldDefinitions().stream()
                  .filter(field -> hidden.contains(field.getName())))
          .hasSizeGreaterThan(4)
          .allSatisfy(
              field ->
                  assertThat(FieldAccess.rolesOf(object, field, schema).orElseThrow())
                      .as(type + "." + field.getName())
                      .isNotEmpty()
                      .doesNotContain(Role.CUSTOMER));
    }
  }

  @Test
  void what_is_refused_is_not_fetched_and_the_rest_is_answered() {
    var answer = ask("{logPosition {position} product(sku: \"A\") {sku}}", caller(Role.CUSTOMER));
    assertThat(answer.getErrors()).hasSize(1);
    assertThat(asked).containsExactly("product");
    assertThat(ask("{logPosition {position}}", caller(Role.CLERK)).getErrors()).isEmpty();
    assertThat(asked).containsExactly("product", "logPosition");
  }

  @Test
  void nobody_is_answered_nothing_but_the_schema() {
    assertThat(ask("{product(sku: \"A\") {sku}}", null).getErrors()).hasSize(1);
    assertThat(asked).isEmpty();
    assertThat(ask("{__schema {queryType {name}} __typename}", null).getErrors()).isEmpty();
  }

  @Test
  void a_query_that_does_not_say_so_is_nobodys_to_ask() {
    var wiring =
        RuntimeWiring.newRuntimeWiring()
            .type("Query", query -> query.dataFetcher("forgotten", fetcher("forgotten", "x")));
    var schema =
        new SchemaGenerator()
            .makeExecutableSchema(
                new SchemaParser().parse("type Query {forgotten: String}"), wiring.build());
    var graphQl = GraphQL.newGraphQL(schema).instrumentation(new FieldAccess()).build();
    var answer = graphQl.execute(input("{forgotten}", caller(Role.values())));
    assertThat(answer.getErrors()).hasSize(1);
    assertThat(asked).isEmpty();
  }

  private ExecutionResult ask(String query, @Nullable Caller caller) {
    Map<String, DataFetcher<?>> roots =
        Map.of(
            "product", fetcher("product", Map.of("sku", "A")),
            "logPosition", fetcher("logPosition", Map.of("position", 7L)));
    return GraphQL.newGraphQL(SchemaForTests.schema(roots))
        .instrumentation(new FieldAccess())
        .build()
        .execute(input(query, caller));
  }

  private DataFetcher<?> fetcher(String name, Object answer) {
    return _ -> {
      asked.add(name);
      return answer;
    };
  }

  private static ExecutionInput input(String query, @Nullable Caller caller) {
    var input = ExecutionInput.newExecutionInput(query);
    return caller == null
        ? input.build()
        : input.graphQLContext(Map.<Object, Object>of(FieldAccess.CALLER, caller)).build();
  }

  private static Caller caller(Role... roles) {
    return new Caller("somebody", "tests", "issuer", Set.of(roles), "somebody");
  }
}
