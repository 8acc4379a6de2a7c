package io.daybook.query;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** The schema as it is, with nothing behind it. */
final class SchemaForTests {
  static final QueryProperties LIMITS = limits(Duration.ofSeconds(10));

  private SchemaForTests() {}

  static QueryProperties limits(Duration answerWithin) {
    return limits(answerWithin, 64);
  }

  static QueryProperties atOnce(int queries) {
    return limits(Duration.ofSeconds(10), queries);
  }

  private static QueryProperties limits(Duration answerWithin, int atOnce) {
    return new QueryProperties(
        16,
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        answerWithin,
        atOnce,
        20_000,
        10,
        Duration.ofMillis(100),
        1,
        1,
        Duration.ofSeconds(1));
  }

  static GraphQLSchema schema(Map<String, DataFetcher<?>> roots) {
    var wiring = RuntimeWiring.newRuntimeWiring();
    new GraphQlConfiguration().scalars().configure(wiring);
    wiring.type("Query", query -> query.dataFetchers(Map.copyOf(roots)));
    return new SchemaGenerator()
        .makeExecutableSchema(
            new SchemaParser().parse(text("/graphql/daybook.graphqls")), wiring.build());
  }

  static GraphQL graphQl(QueryProperties limits, Map<String, DataFetcher<?>> roots) {
    return GraphQL.newGraphQL(schema(roots)).instrumentation(new QueryLimits(limits)).build();
  }

  static ExecutionInput input(String query, Map<String, Object> variables) {
    return ExecutionInput.newExecutionInput(query).variables(variables).build();
  }

  static String text(String resource) {
    try (var in = SchemaForTests.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
