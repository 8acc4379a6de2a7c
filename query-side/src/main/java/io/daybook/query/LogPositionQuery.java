package io.daybook.query;

import graphql.schema.DataFetchingEnvironment;
import io.daybook.eventstore.Seals;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What an instant is in the log. */
@Controller
class LogPositionQuery {
  private final Moments moments;
  private final Seals seals;

  LogPositionQuery(Moments moments, Seals seals) {
    this.moments = moments;
    this.seals = seals;
  }

  /** A position, and when it was recorded. */
  record LogPosition(long position, @Nullable OffsetDateTime recordedAt) {}

  /** Up to where it is sealed, and since when. */
  record LogSeal(long lastPosition, OffsetDateTime sealedAt) {}

  @QueryMapping
  @Nullable LogSeal logSeal() {
    return seals
        .sealedUpTo()
        .map(seal -> new LogSeal(seal.lastPosition(), seal.sealedAt().atOffset(ZoneOffset.UTC)))
        .orElse(null);
  }

  @QueryMapping
  LogPosition logPosition(DataFetchingEnvironment environment) {
    var asked = moments.position(environment);
    var position = asked == null ? moments.head() : asked;
    return new LogPosition(
        position, moments.recordedAt(position).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
  }
}
