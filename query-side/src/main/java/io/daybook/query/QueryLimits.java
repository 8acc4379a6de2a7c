package io.daybook.query;

import graphql.ErrorClassification;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.schema.DataFetcher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses a query that costs too much before any of it is done, and ends one that takes too long.
 */
@Component
final class QueryLimits extends SimplePerformantInstrumentation {
  /** An order's line's price in a page is 6 deep. */
  private static final int MAX_DEPTH = 12;

  private final QueryProperties limits;

  QueryLimits(QueryProperties limits) {
    this.limits = limits;
  }

  /** When a query has to be answered. */
  private record Deadline(long nanoTime) implements InstrumentationState {
    static Deadline in(Duration time) {
      return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
      return System.nanoTime() - nanoTime > 0;
    }
  }

  @Override
  public InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
    return Deadline.in(limits.answerWithin());
  }

  @Override
  public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
      InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
    refuseIfTooMuch(parameters.getExecutionContext());
    return SimpleInstrumentationContext.noOp();
  }

  private void refuseIfTooMuch(ExecutionContext query) {
    var cost = QueryCost.of(query);
    require("TOO_MANY_FIELDS", "fields at its root", cost.roots(), limits.mostFields());
    require("TOO_DEEP", "levels of fields", cost.depth(), MAX_DEPTH);
    require("TOO_COSTLY", "points of cost", cost.points(), limits.mostCost());
    if (!cost.isWhole()) {
      throw new AbortExecutionException(error("TOO_COSTLY", "the query has too many fields"));
    }
  }

  private static void require(String code, String what, long value, long most) {
    if (value > most) {
      throw new AbortExecutionException(
          error(code, "the query has %d %s; %d are allowed".formatted(value, what, most)));
    }
  }

  /** The query goes no further once its time is over; one that is under way PostgreSQL ends. */
  @Override
  public DataFetcher<?> instrumentDataFetcher(
      DataFetcher<?> fetcher,
      InstrumentationFieldFetchParameters parameters,
      InstrumentationState state) {
    if (parameters.isTrivialDataFetcher()) {
      return fetcher;
    }
    return environment -> {
      if (state instanceof Deadline deadline
          && deadline.isOver()
          && !QueryCost.isSubscription(environment.getOperationDefinition())) {
        throw new QueryTooSlow();
      }
      return fetcher.get(environment);
    };
  }

  static List<GraphQLError> error(String code, String message) {
    return List.of(
        GraphQLError.newError()
            .message(message)
            .errorType(ErrorClassification.errorClassification(code))
            .extensions(Map.of("code", code))
            .build());
  }
}
