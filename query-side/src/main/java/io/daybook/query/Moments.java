package io.daybook.query;

import graphql.GraphQLContext;
import graphql.execution.ExecutionStepInfo;
import graphql.schema.DataFetchingEnvironment;
import io.daybook.eventstore.EventLog;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * What moment a field is asked about: {@code asOf} an instant, {@code atPosition} of the log, or
 * now, when neither is given. An instant becomes a position here and nowhere else, once a request;
 * so all answers of one request as of an instant agree, and those at the same position always do.
 */
@Component
public final class Moments {
  private final EventLog log;

  Moments(@Qualifier("query") EventLog log) {
    this.log = log;
  }

  /** Which instant a request has asked about already. */
  private record Known(Instant instant) {}

  /**
   * The position up to which a field shall know of events, or null when it is asked about now.
   *
   * @throws BadQuery when more than one moment is given, or the log has not come so far
   */
  public @Nullable Long position(DataFetchingEnvironment field) {
    return position(field.getExecutionStepInfo(), field.getGraphQlContext());
  }

  /** The same for a field that the one asked about is in. */
  public @Nullable Long positionOfParent(DataFetchingEnvironment field) {
    return position(field.getExecutionStepInfo().getParent(), field.getGraphQlContext());
  }

  /**
   * The position that stands for one of these moments, or null when none is given.
   *
   * @throws BadQuery when both are given, or the log has not come so far
   */
  public @Nullable Long position(
      @Nullable OffsetDateTime asOf, @Nullable Long atPosition, GraphQLContext request) {
    if (asOf != null) {
      return request.<Long>computeIfAbsent(
          new Known(asOf.toInstant()), _ -> log.positionAt(asOf.toInstant()));
    }
    if (atPosition != null) {
      checkIsThere(atPosition);
    }
    return atPosition;
  }

  /** When the event at a position was recorded; empty before the first. */
  public Optional<Instant> recordedAt(long position) {
    return log.recordedAt(position);
  }

  /** The position of the latest event. */
  public long head() {
    return log.headPosition();
  }

  private @Nullable Long position(ExecutionStepInfo field, GraphQLContext request) {
    var given =
        List.of("asOf", "atPosition", "atVersion").stream()
            .filter(name -> field.getArgument(name) != null)
            .toList();
    if (given.size() > 1) {
      throw new BadQuery(
          given.getLast(), "ask for one moment: " + String.join(" or ", given) + ", not for both");
    }
    return position(field.getArgument("asOf"), field.getArgument("atPosition"), request);
  }

  private void checkIsThere(long position) {
    if (position < 0) {
      throw new BadQuery("atPosition", "atPosition must be at least 0");
    }
    var head = log.headPosition();
    if (position > head) {
      throw new BadQuery("atPosition", "atPosition is beyond the end of the log, which is " + head);
    }
  }
}
