package io.daybook.query;

import graphql.schema.DataFetchingEnvironment;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** What an instant is in the log. */
@Controller
class LogPositionQuery {
  private final Moments moments;

  LogPositionQuery(Moments moments) {
    this.moments = moments;
  }

  /** A position, and when it was recorded. */
  record LogPosition(long position, @Nullable OffsetDateTime recordedAt) {}

  @QueryMapping
  LogPosition logPosition(DataFetchingEnvironment environment) {
    var asked = moments.position(environment);
    var position = asked == null ? moments.head() : asked;
    return new LogPosition(
        position, moments.recordedAt(position).map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
  }
}
