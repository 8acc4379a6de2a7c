package io.daybook.query;

import static java.util.Map.entry;

import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLNamedType;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Has a field wait for the read models that it reads: until they know of the position that {@code
 * minPosition} or the header {@code Daybook-Position} names, which a command has answered with; and
 * until they know of all events up to the moment that is asked about. What is read from the log
 * itself waits for nothing.
 *
 * <p>It comes before {@link FieldAccess}, which is asked first: a field that is refused waits for
 * nothing.
 */
@Component
@Order(0)
final class ReadYourWrites extends SimplePerformantInstrumentation
    implements WebGraphQlInterceptor {
  static final String HEADER = "Daybook-Position";

  private static final Map<String, Set<Model>> READS =
      Map.ofEntries(
          entry("Query.orders", Set.of(Model.ORDER_HISTORY)),
          entry("Query.orderTimeline", Set.of(Model.ORDER_HISTORY)),
          entry("Order.timeline", Set.of(Model.ORDER_HISTORY)),
          entry("Query.stockLevel", Set.of(Model.STOCK)),
          entry("Query.stockLevels", Set.of(Model.STOCK)),
          entry("Query.stockMovements", Set.of(Model.STOCK)),
          entry("Query.stockReservations", Set.of(Model.STOCK)),
          entry("Query.node", Set.of(Model.CATALOG)),
          entry("Query.product", Set.of(Model.CATALOG)),
          entry("Query.products", Set.of(Model.CATALOG)),
          entry("Query.productVersions", Set.of(Model.CATALOG)),
          // whose order it is, the order's model knows
          entry("Query.fulfilment", Set.of(Model.FULFILMENT, Model.ORDER_HISTORY)),
          entry("Query.fulfilments", Set.of(Model.FULFILMENT)),
          entry("Query.fulfilmentStatistics", Set.of(Model.FULFILMENT)),
          entry("Query.stepTimes", Set.of(Model.FULFILMENT)),
          entry("Query.orderStatuses", Set.of(Model.ORDER_HISTORY)),
          entry("Query.sales", Set.of(Model.ANALYTICS)),
          entry("Query.funnel", Set.of(Model.ANALYTICS)),
          entry("Query.reasons", Set.of(Model.ANALYTICS)),
          entry("Query.auditLog", Set.of(Model.AUDIT)),
          entry("Query.causalTree", Set.of(Model.AUDIT)),
          entry("Query.shopAt", Set.of(Model.ORDER_HISTORY, Model.STOCK)),
          entry("Query.shopTotals", Set.of(Model.ORDER_HISTORY, Model.STOCK)));

  private final Horizons horizons;
  private final Moments moments;

  ReadYourWrites(Horizons horizons, Moments moments) {
    this.horizons = horizons;
    this.moments = moments;
  }

  @Override
  public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
    var header = request.getHeaders().getFirst(HEADER);
    if (header != null) {
      if (!header.matches("[0-9]{1,18}")) {
        return QueryGate.refused(request, "BAD_REQUEST", HEADER + " must be a position of the log");
      }
      var position = Long.valueOf(header);
      request.configureExecutionInput(
          (input, builder) ->
              builder.graphQLContext(Map.<Object, Object>of(HEADER, position)).build());
    }
    return chain.next(request);
  }

  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters parameters,
      @Nullable InstrumentationState state) {
    if (parameters.isTrivialDataFetcher()) {
      return fetcher;
    }
    var models = READS.get(name(parameters.getEnvironment()));
    if (models == null) {
      return fetcher;
    }
    return environment -> {
      var position = wanted(environment);
      if (position >= 0) {
        horizons.await(models, position);
      }
      return fetcher.get(environment);
    };
  }

  private static String name(DataFetchingEnvironment field) {
    var parent = field.getParentType() instanceof GraphQLNamedType type ? type.getName() : "";
    return parent + "." + field.getField().getName();
  }

  private long wanted(DataFetchingEnvironment field) {
    var isNested = field.getExecutionStepInfo().getPath().getLevel() > 1;
    var moment = isNested ? moments.positionOfParent(field) : moments.position(field);
    Long least = field.getArgument("minPosition");
    Long header = field.getGraphQlContext().get(HEADER);
    return Math.max(orNone(moment), Math.max(orNone(least), orNone(header)));
  }

  private static long orNone(@Nullable Long position) {
    return position == null ? -1 : position;
  }
}
