package io.daybook.console.overview;

import io.daybook.console.api.Api;
import io.daybook.console.projection.LagSamples;
import io.daybook.console.projection.ModelReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks for the overview: one question over GraphQL, and two over REST. */
@Component
final class OverviewReader {
  /** At eleven moments, so each is a minute after the one before. */
  private static final Duration SHOWN = Duration.ofMinutes(10);

  private final Api api;
  private final LagSamples samples;
  private final Clock clock;

  OverviewReader(Api api, LagSamples samples, Clock clock) {
    this.api = api;
    this.samples = samples;
    this.clock = clock;
  }

  OverviewScreen read(boolean isLive) {
    var now = clock.instant();
    var answer =
        api.ask(
            "overview",
            Map.of("from", now.minus(SHOWN).toString(), "to", now.toString()),
            OverviewAnswer.class);
    var reports =
        Arrays.asList(Api.as(api.get("/api/operations/projections"), ModelReport[].class));
    samples.note(now, reports);
    return new OverviewScreen(
        answer,
        now,
        OrdersPerMinute.of(answer.orderStatuses()),
        reports.stream().map(OverviewReader::model).toList(),
        api.part("/api/operations/ports", "ports", OutsidePort[].class),
        isLive);
  }

  private static OverviewScreen.Model model(ModelReport report) {
    return new OverviewScreen.Model(
        report.name(),
        report.lag(),
        report.deadLetters(),
        report.generations().stream().anyMatch(one -> one.state().equals("BUILDING")));
  }
}
