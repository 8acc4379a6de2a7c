package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.GraphQLError;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class QueryFailuresTest {
  private static final String SECRET = "4711 of order_summary";

  static Stream<RuntimeException> away() {
    return Stream.of(
        new DataAccessResourceFailureException(SECRET),
        new QueryTimeoutException(SECRET),
        new CannotAcquireLockException(SECRET),
        new CannotCreateTransactionException(SECRET),
        new TransactionSystemException(SECRET));
  }

  @ParameterizedTest
  @MethodSource("away")
  void a_database_that_gives_no_answer_is_no_bug(RuntimeException failure) {
    var error = ask(failure);
    assertThat(error.getExtensions()).containsEntry("code", "UNAVAILABLE");
    assertThat(error.getMessage()).contains("ask again later").doesNotContain("4711");
  }

  private static GraphQLError ask(RuntimeException failure) {
    var schema = "type Query {one: String}".getBytes(StandardCharsets.UTF_8);
    var source =
        GraphQlSource.schemaResourceBuilder()
            .schemaResources(new ByteArrayResource(schema))
            .configureRuntimeWiring(
                wiring ->
                    wiring.type(
                        "Query",
                        query ->
                            query.dataFetcher(
                                "one",
                                _ -> {
                                  throw failure;
                                })))
            .exceptionResolvers(List.of(new QueryFailures().badQueries()))
            .build();
    return source.graphQl().execute("{one}").getErrors().getFirst();
  }
}
