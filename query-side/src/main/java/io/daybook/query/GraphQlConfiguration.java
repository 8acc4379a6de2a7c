package io.daybook.query;

import graphql.GraphQLError;
import graphql.analysis.MaxQueryComplexityInstrumentation;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.instrumentation.Instrumentation;
import graphql.scalars.ExtendedScalars;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;

/** Scalars and limits of the schema. */
@Configuration(proxyBeanMethods = false)
class GraphQlConfiguration {
  private static final int MOST_DEPTH = 12;
  private static final int MOST_FIELDS = 300;

  @Bean
  RuntimeWiringConfigurer scalars() {
    return wiring ->
        wiring
            .scalar(ExtendedScalars.DateTime)
            .scalar(ExtendedScalars.Json)
            .scalar(ExtendedScalars.GraphQLLong);
  }

  @Bean
  Instrumentation depthLimit() {
    return new MaxQueryDepthInstrumentation(MOST_DEPTH);
  }

  @Bean
  Instrumentation complexityLimit() {
    return new MaxQueryComplexityInstrumentation(MOST_FIELDS);
  }

  /** Says what was wrong with a query, and which kind of error it is. */
  @Component
  static final class Errors extends DataFetcherExceptionResolverAdapter {
    @Override
    protected @Nullable GraphQLError resolveToSingleError(
        Throwable failure, DataFetchingEnvironment environment) {
      if (failure instanceof BadQuery || failure instanceof IllegalArgumentException) {
        return GraphQLError.newError()
            .errorType(ErrorType.BAD_REQUEST)
            .message(failure.getMessage() == null ? "bad request" : failure.getMessage())
            .path(environment.getExecutionStepInfo().getPath())
            .location(environment.getField().getSourceLocation())
            .extensions(Map.of("code", "BAD_REQUEST"))
            .build();
      }
      return null;
    }
  }
}
