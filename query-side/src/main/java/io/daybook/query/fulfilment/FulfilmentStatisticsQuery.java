package io.daybook.query.fulfilment;

import graphql.GraphQLContext;
import io.daybook.query.fulfilment.FulfilmentQueries.Fulfilment;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;

/** Sums over fulfilments: they read every row since an instant. */
@Controller
class FulfilmentStatisticsQuery {
  private final JdbcClient jdbc;

  FulfilmentStatisticsQuery(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
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
    var failedSteps =
        counts(
            """
            select failed_step, count(*) from fulfilment_progress
             where started_at >= :from and failed_step is not null group by 1 order by 2 desc
            """,
            Map.of("from", from));
    var reasons =
        counts(
            """
            select reason, count(*) from fulfilment_progress
             where started_at >= :from and phase in ('COMPENSATING', 'CANCELLED') and reason is not null
             group by 1 order by 2 desc, 1 limit 20
            """,
            Map.of("from", from));
    var parkedActions =
        counts("select action, count(*) from parked_action group by 1 order by 2 desc", Map.of());
    var oldest = oldestWaiting();
    return jdbc.sql(
            """
            select count(*) as started, count(confirmed_at) as confirmed,
                   count(*) filter (where phase = 'DELIVERED') as delivered,
                   count(*) filter (where phase = 'COMPENSATING') as compensating,
                   count(*) filter (where phase = 'CANCELLED') as cancelled,
                   (select count(distinct order_id) from parked_action) as parked,
                   extract(epoch from percentile_disc(0.5) within group (order by confirmed_at - started_at))
                     * 1000 as p50,
                   extract(epoch from percentile_disc(0.99) within group (order by confirmed_at - started_at))
                     * 1000 as p99
              from fulfilment_progress where started_at >= :from
            """)
        .param("from", from)
        .query((row, _) -> statistics(row, failedSteps, reasons, parkedActions, oldest))
        .single();
  }

  private @Nullable Fulfilment oldestWaiting() {
    return jdbc.sql(
            """
            select * from fulfilment_progress f
             where phase in ('RUNNING', 'COMPENSATING')
               and not exists (select 1 from parked_action p where p.order_id = f.order_id)
             order by updated_at limit 1
            """)
        .query((row, _) -> FulfilmentQueries.progress(row))
        .optional()
        .orElse(null);
  }

  private static FulfilmentStatistics statistics(
      ResultSet row,
      List<Count> failedSteps,
      List<Count> reasons,
      List<Count> parkedActions,
      @Nullable Fulfilment oldest)
      throws SQLException {
    return new FulfilmentStatistics(
        row.getLong("started"),
        row.getLong("confirmed"),
        row.getLong("delivered"),
        row.getLong("compensating"),
        row.getLong("cancelled"),
        row.getLong("parked"),
        failedSteps,
        reasons,
        parkedActions,
        oldest,
        millis(row.getBigDecimal("p50")),
        millis(row.getBigDecimal("p99")));
  }

  private List<Count> counts(String sql, Map<String, ?> parameters) {
    return jdbc.sql(sql)
        .params(parameters)
        .query((row, _) -> new Count(row.getString(1), row.getLong(2)))
        .list();
  }

  private static @Nullable Long millis(@Nullable BigDecimal value) {
    return value == null ? null : Long.valueOf(value.longValue());
  }
}
