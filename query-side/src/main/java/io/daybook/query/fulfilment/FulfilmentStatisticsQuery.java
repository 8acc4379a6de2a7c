package io.daybook.query.fulfilment;

import graphql.GraphQLContext;
import io.daybook.query.fulfilment.FulfilmentCountTables.Counted;
import io.daybook.query.fulfilment.FulfilmentQueries.Fulfilment;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Sums over fulfilments, which were counted when their events came. */
@Controller
class FulfilmentStatisticsQuery {
  private static final int REASONS = 20;

  private final FulfilmentCountTables tables;

  FulfilmentStatisticsQuery(FulfilmentCountTables tables) {
    this.tables = tables;
  }

  /** How many there are of something. */
  record Count(String name, long count) {}

  /** How fulfilments fare. */
  record FulfilmentStatistics(
      long started,
      long confirmed,
      long delivered,
      long compensating,
      long cancelled,
      long parked,
      List<Count> failedSteps,
      List<Count> reasons,
      List<Count> parkedActions,
      @Nullable Fulfilment oldestWaiting,
      @Nullable Long confirmedWithinMillisP50,
      @Nullable Long confirmedWithinMillisP99) {}

  /** Which statistics a request has asked for already. */
  private record Since(@Nullable OffsetDateTime since) {}

  /** Once for a request and an instant, however often it asks. */
  @QueryMapping
  FulfilmentStatistics fulfilmentStatistics(
      @Argument @Nullable OffsetDateTime since, GraphQLContext request) {
    return request.computeIfAbsent(new Since(since), _ -> statistics(since));
  }

  /** One statement after the other, so that a request never holds two connections. */
  private FulfilmentStatistics statistics(@Nullable OffsetDateTime since) {
    var from = since == null ? OffsetDateTime.now(ZoneOffset.UTC).minusDays(1) : since;
    var counted = tables.since(from.toInstant());
    var parkedActions = tables.parkedActions();
    var confirmed = Histogram.of(counted, "confirmed");
    return new FulfilmentStatistics(
        sum(counted, "started", ""),
        confirmed.count(),
        sum(counted, "phase", "DELIVERED"),
        sum(counted, "phase", "COMPENSATING"),
        sum(counted, "phase", "CANCELLED"),
        tables.parkedOrders(),
        counts(counted, "failed_step"),
        counts(counted, "reason").stream().limit(REASONS).toList(),
        parkedActions,
        tables.oldestWaiting(),
        confirmed.percentile(0.5),
        confirmed.percentile(0.99));
  }

  private static long sum(List<Counted> counted, String measure, String name) {
    return counted.stream()
        .filter(one -> one.measure().equals(measure) && one.name().equals(name))
        .mapToLong(Counted::count)
        .sum();
  }

  /** The most frequent first. */
  private static List<Count> counts(List<Counted> counted, String measure) {
    return counted.stream()
        .filter(one -> one.measure().equals(measure))
        .map(one -> new Count(one.name(), one.count()))
        .sorted(Comparator.comparingLong(Count::count).reversed().thenComparing(Count::name))
        .toList();
  }
}
