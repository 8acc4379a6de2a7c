package io.daybook.query;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.server.WebGraphQlInterceptor;

/** How callers hear that a query failed: a sentence, and a code that programs can rely on. */
@Configuration(proxyBeanMethods = false)
class Failures {

  @Bean
  DataFetcherExceptionResolver badQueries() {
    return DataFetcherExceptionResolver.forSingleError(Failures::badRequest);
  }

  /** Every error has a code, also those that GraphQL Java finds before any of our code runs. */
  @Bean
  WebGraphQlInterceptor errorCodes() {
    return (request, chain) ->
        chain
            .next(request)
            .map(
                response ->
                    response.getErrors().isEmpty()
                        ? response
                        : response.transform(
                            result ->
                                result.errors(
                                    response.getExecutionResult().getErrors().stream()
                                        .map(Failures::withCode)
                                        .toList())));
  }

  private static @Nullable GraphQLError badRequest(
      Throwable failure, DataFetchingEnvironment environment) {
    return switch (failure) {
      case BadQuery bad -> badRequest(bad.getLocalizedMessage(), environment);
      // Queries change nothing, so only a text that PostgreSQL cannot hold ends here.
      case DataIntegrityViolationException _ ->
          badRequest("an argument has a character that is not allowed", environment);
      default -> null;
    };
  }

  private static GraphQLError badRequest(
      @Nullable String message, DataFetchingEnvironment environment) {
    return GraphQLError.newError()
        .errorType(ErrorType.BAD_REQUEST)
        .message(message == null ? "bad request" : message)
        .path(environment.getExecutionStepInfo().getPath())
        .location(environment.getField().getSourceLocation())
        .build();
  }

  private static GraphQLError withCode(GraphQLError error) {
    var extensions = new LinkedHashMap<String, Object>();
    if (error.getExtensions() != null) {
      extensions.putAll(error.getExtensions());
    }
    extensions.putIfAbsent("code", code(error.getErrorType()));
    return GraphQLError.newError()
        .errorType(error.getErrorType())
        .message(error.getMessage())
        .path(error.getPath())
        .locations(error.getLocations())
        .extensions(extensions)
        .build();
  }

  private static String code(ErrorClassification classification) {
    return switch (classification) {
      case ErrorType type -> type.name();
      case graphql.ErrorType.DataFetchingException, graphql.ErrorType.NullValueInNonNullableField ->
          ErrorType.INTERNAL_ERROR.name();
      default -> ErrorType.BAD_REQUEST.name();
    };
  }
}
