package io.daybook.query;

import graphql.ErrorClassification;
import graphql.GraphQLError;
import graphql.schema.DataFetchingEnvironment;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.axonframework.common.AxonTransientException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.graphql.execution.DataFetcherExceptionResolver;
import org.springframework.graphql.execution.ErrorType;
import org.springframework.graphql.execution.SubscriptionExceptionResolver;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/** How callers hear that a query failed: a sentence, and a code that programs can rely on. */
@Configuration(proxyBeanMethods = false)
class QueryFailures {

  @Bean
  DataFetcherExceptionResolver badQueries() {
    return DataFetcherExceptionResolver.forSingleError(QueryFailures::told);
  }

  /** What a subscriber is told when his subscription ends. */
  @Bean
  SubscriptionExceptionResolver endedSubscriptions() {
    return failure ->
        Mono.just(
            switch (failure) {
              case SubscriptionEnded ended -> QueryLimits.error(ended.code(), text(ended));
              case BadQuery bad -> QueryLimits.error("BAD_REQUEST", text(bad));
              default -> QueryLimits.error("UNAVAILABLE", "ask again later");
            });
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
                                        .map(QueryFailures::withCode)
                                        .toList())));
  }

  private static @Nullable GraphQLError told(
      Throwable failure, DataFetchingEnvironment environment) {
    return switch (failure) {
      case BadQuery bad ->
          error(bad.code(), text(bad), environment, Map.of("argument", bad.argument()));
      case FieldAccess.Forbidden no -> error("FORBIDDEN", text(no), environment);
      case NotYet early -> error("NOT_YET", text(early), environment, early.extensions());
      case QueryTooSlow slow -> error("TIMEOUT", text(slow), environment);
      case CannotGetJdbcConnectionException _ ->
          error("BUSY", "too many queries at once; ask again later", environment);
      // The log, or the keys of what is personal, cannot be reached.
      case AxonTransientException _ ->
          error("UNAVAILABLE", "a part of the answer cannot be read; ask again later", environment);
      // Queries change nothing, so only a text that PostgreSQL cannot hold ends here.
      case DataIntegrityViolationException _ ->
          error("BAD_REQUEST", "an argument has a character that is not allowed", environment);
      case DataAccessException early when says(early, "42P01") ->
          error("NOT_READY", "a read model is being built; ask again later", environment);
      case DataAccessException crossed when says(crossed, "40P01") ->
          error("BUSY", "others were in the way; ask again later", environment);
      case DataAccessException refused when says(refused, "57014") ->
          error("TIMEOUT", text(new QueryTooSlow()), environment);
      // A connection that breaks, as when PostgreSQL fails over.
      case DataAccessResourceFailureException _,
          TransientDataAccessException _,
          RecoverableDataAccessException _,
          TransactionException _ ->
          error("UNAVAILABLE", "the database does not answer; ask again later", environment);
      default -> null;
    };
  }

  /**
   * 57014: PostgreSQL ends a statement that takes longer than the connection allows. 42P01: there
   * is no table of this name. 40P01: a deadlock with whoever changes tables.
   */
  private static boolean says(DataAccessException failure, String state) {
    return failure.getMostSpecificCause() instanceof SQLException cause
        && state.equals(cause.getSQLState());
  }

  private static String text(RuntimeException failure) {
    var message = failure.getMessage();
    return message == null ? "bad request" : message;
  }

  private static GraphQLError error(
      String code, String message, DataFetchingEnvironment environment) {
    return error(code, message, environment, Map.of());
  }

  private static GraphQLError error(
      String code,
      String message,
      DataFetchingEnvironment environment,
      Map<String, Object> extensions) {
    var all = new LinkedHashMap<String, Object>(extensions);
    all.put("code", code);
    return GraphQLError.newError()
        .errorType(ErrorClassification.errorClassification(code))
        .message(message)
        .path(environment.getExecutionStepInfo().getPath())
        .location(environment.getField().getSourceLocation())
        .extensions(all)
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
      case graphql.ErrorType.ExecutionAborted -> "TOO_COSTLY";
      default -> ErrorType.BAD_REQUEST.name();
    };
  }
}
