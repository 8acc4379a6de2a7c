package io.daybook.query;

import graphql.ExecutionResult;
import graphql.parser.ParserOptions;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets in so many queries at a time, and none that is too long to be read: the threads that answer
 * HTTP are those of the commands too, and must not all wait for queries.
 */
@Component
final class QueryGate implements WebGraphQlInterceptor {
  /** GraphiQL's query for its documentation has 2,000. */
  private static final int MAX_CHARACTERS = 20_000;

  private static final ParserOptions PARSER =
      ParserOptions.getDefaultOperationParserOptions()
          .transform(
              options ->
                  options
                      .maxCharacters(MAX_CHARACTERS)
                      .maxTokens(4_000)
                      .maxWhitespaceTokens(MAX_CHARACTERS)
                      .maxRuleDepth(200));

  private final Semaphore places;

  QueryGate(QueryProperties limits) {
    this.places = new Semaphore(limits.atOnce());
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    if (request.getDocument().length() > MAX_CHARACTERS
        || size(request.getVariables()) > MAX_CHARACTERS) {
      return refused(request, "TOO_LARGE", "a query, or its variables, has too many characters");
    }
    request.configureExecutionInput(
        (input, builder) -> builder.graphQLContext(Map.of(ParserOptions.class, PARSER)).build());
    return Mono.using(
        places::tryAcquire,
        mayEnter ->
            mayEnter
                ? chain.next(request)
                : refused(request, "BUSY", "too many queries at once; ask again later"),
        mayEnter -> {
          if (mayEnter) {
            places.release();
          }
        });
  }

  /** Characters of what a client sent beside the query; other values count as ten. */
  private static long size(@Nullable Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case Map<?, ?> map -> size(map.keySet()) + size(map.values());
      case Collection<?> many -> many.stream().mapToLong(QueryGate::size).sum();
      case null, default -> 10;
    };
  }

  static Mono<WebGraphQlResponse> refused(WebGraphQlRequest request, String code, String message) {
    var result = ExecutionResult.newExecutionResult().errors(QueryLimits.error(code, message));
    return Mono.just(
        new WebGraphQlResponse(
            new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result.build())));
  }
}
