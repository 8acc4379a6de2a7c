package io.daybook.query.fulfilment;

import io.daybook.query.fulfilment.FulfilmentQueries.Fulfilment;
import io.daybook.query.fulfilment.FulfilmentStatisticsQuery.Count;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What was counted of fulfilments. Since an instant are whole days, the hours before the first of
 * them, the minutes before the first of those, and the single fulfilments of less than a minute: so
 * it is exact, and few rows are read however many fulfilments there were.
 */
@Component
class FulfilmentCountTables {
  private static final String SINCE =
      """
      select measure, name, sum(amount)::bigint as count
        from (select measure, name, amount from fulfilment_count where span = 'DAY' and begins >= :day
              union all
              select measure, name, amount from fulfilment_count
               where span = 'HOUR' and begins >= :hour and begins < :day
              union all
              select measure, name, amount from fulfilment_count
               where span = 'MINUTE' and begins >= :minute and begins < :hour
              union all
              select one.measure, one.name, 1
                from fulfilment_progress f
               cross join lateral (values
                     ('started', ''),
                     ('phase', phase),
                     ('failed_step', failed_step),
                     ('reason', case when phase in ('COMPENSATING', 'CANCELLED') then reason end),
                     ('confirmed', floor(ln(1 + floor(extract(epoch from confirmed_at - started_at) * 1000))
                                         / ln(1.05))::int::text)) as one (measure, name)
               where f.started_at >= :from and f.started_at < :minute
                 and one.name is not null) as parts
       group by measure, name having sum(amount) <> 0
      """;

  private static final String STEPS =
      """
      select day, step, measure, amount::bigint as amount from step_time
       where day >= :from and day <= :to
       order by day, step
      """;

  private final JdbcClient jdbc;

  FulfilmentCountTables(@Qualifier("query") JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many fulfilments are counted as something. */
  record Counted(String measure, String name, long count) {}

  /** A sum or a count of a step and a day. */
  record StepMeasure(LocalDate day, String step, String measure, long amount) {}

  /** What the fulfilments are that were started since an instant. */
  List<Counted> since(Instant from) {
    return jdbc.sql(SINCE)
        .param("from", Timestamp.from(from))
        .param("minute", whole(from, ChronoUnit.MINUTES))
        .param("hour", whole(from, ChronoUnit.HOURS))
        .param("day", whole(from, ChronoUnit.DAYS))
        .query((row, _) -> new Counted(row.getString(1), row.getString(2), row.getLong(3)))
        .list();
  }

  /** When the first whole one begins. */
  private static Timestamp whole(Instant from, TemporalUnit unit) {
    var begun = from.truncatedTo(unit);
    return Timestamp.from(begun.equals(from) ? from : begun.plus(1, unit));
  }

  List<StepMeasure> stepTimes(LocalDate from, LocalDate to) {
    return jdbc.sql(STEPS)
        .param("from", from)
        .param("to", to)
        .query(
            (row, _) ->
                new StepMeasure(
                    row.getObject("day", LocalDate.class),
                    row.getString("step"),
                    row.getString("measure"),
                    row.getLong("amount")))
        .list();
  }

  List<Count> parkedActions() {
    return jdbc.sql("select action, count(*) from parked_action group by 1 order by 2 desc")
        .query((row, _) -> new Count(row.getString(1), row.getLong(2)))
        .list();
  }

  long parkedOrders() {
    return jdbc.sql("select count(distinct order_id) from parked_action")
        .query(Long.class)
        .single();
  }

  /** Of those that are under way, which an index has together. */
  @Nullable Fulfilment oldestWaiting() {
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
}
