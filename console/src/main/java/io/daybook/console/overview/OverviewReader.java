package io.daybook.console.overview;

import io.daybook.console.api.Api;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks for the overview: one question over GraphQL, and two over REST. */
@Component
final class OverviewReader {
  private final Api api;
  private final Clock clock;

  OverviewReader(Api api, Clock clock) {
    this.api = api;
    this.clock = clock;
  }

  OverviewScreen read(boolean isLive) {
    var now = clock.instant();
    var answer =
        api.ask(
            "overview",
            Map.of("from", now.minus(Duration.ofMinutes(1)).toString(), "to", now.toString()),
            OverviewAnswer.class);
    var models = new ArrayList<OverviewScreen.Model>();
    api.get("/api/operations/projections")
        .forEach(
            model ->
                models.add(
                    new OverviewScreen.Model(
                        model.path("name").asString(),
                        Math.max(0, model.path("head").asLong() - model.path("position").asLong()),
                        model.path("deadLetters").asLong(),
                        model
                            .path("generations")
                            .valueStream()
                            .anyMatch(one -> one.path("state").asString().equals("BUILDING")))));
    var before = answer.orderStatuses().getFirst().sum();
    return new OverviewScreen(
        answer,
        now,
        answer.orderStatuses().getLast().sum() - before,
        models,
        api.part("/api/operations/ports", "ports", OutsidePort[].class),
        isLive);
  }
}
