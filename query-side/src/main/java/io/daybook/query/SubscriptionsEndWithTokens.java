package io.daybook.query;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import io.daybook.web.access.Callers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Ends every subscription when the token of its caller expires, whichever way it is told. What is
 * asked over again is asked with a new token, and is verified.
 */
@Component
final class SubscriptionsEndWithTokens extends SimplePerformantInstrumentation
    implements WebGraphQlInterceptor {
  /** When the caller's token expires, in the context of a request. */
  static final String END = "daybook.token-end";

  private static final String CODE = "TOKEN_EXPIRED";
  private static final String WHY =
      "the token has expired; subscribe again with a new one, and with fromPosition";

  private final Clock clock;

  SubscriptionsEndWithTokens(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    return Mono.deferContextual(
        context -> {
          FieldAccess.authenticationIn(context)
              .flatMap(Callers::endOfToken)
              .ifPresent(
                  end ->
                      request.configureExecutionInput(
                          (_, builder) ->
                              builder.graphQLContext(Map.<Object, Object>of(END, end)).build()));
          return chain.next(request);
        });
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters parameters,
      @Nullable InstrumentationState state) {
    var field = parameters.getEnvironment();
    Instant end = field.getGraphQlContext().get(END);
    return end == null
            || !field.getParentType().equals(field.getGraphQLSchema().getSubscriptionType())
        ? fetcher
        : asked -> fetcher.get(asked) instanceof Publisher<?> told ? until(end, told) : null;
  }

  /** The source is cancelled before the end is told: an error would end what listens to it only. */
  private Flux<?> until(Instant end, Publisher<?> told) {
    return Flux.defer(
        () -> {
          var left = Duration.between(clock.instant(), end);
          var isOver = new AtomicBoolean();
          var over =
              Mono.delay(left.isNegative() ? Duration.ZERO : left).doOnNext(_ -> isOver.set(true));
          return Flux.<Object>from(told)
              .takeUntilOther(over)
              .concatWith(Mono.defer(() -> isOver.get() ? Mono.error(ended()) : Mono.empty()));
        });
  }

  private static SubscriptionPublisherException ended() {
    return new SubscriptionPublisherException(
        QueryLimits.error(CODE, WHY), new SubscriptionEnded(CODE, WHY));
  }
}
