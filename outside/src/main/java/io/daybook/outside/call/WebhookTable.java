package io.daybook.outside.call;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of what the other sides tell by themselves. */
@Component
class WebhookTable {
  private final JdbcTemplate jdbc;

  /**
   * @param calls has made the tables
   */
  WebhookTable(DataSource dataSource, CallTable calls) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** Something that was told of a call. */
  record Told(String eventId, UUID key) {}

  /**
   * Notes webhooks, and has the calls that they bring news of tried at once if they wait for their
   * next attempt.
   *
   * @return the ports of these calls; none for what was noted before
   */
  Set<Port> heed(List<Told> told) {
    var ids = told.stream().map(Told::eventId).toArray(String[]::new);
    var keys = told.stream().map(Told::key).toArray(UUID[]::new);
    return jdbc
        .queryForList(
            CallTable.UNHURRIED
                + """
                , told as (select * from unnest(?, ?) one (event_id, key)),
                noted as (
                    insert into outside.webhook (event_id)
                    select distinct event_id from told, unhurried order by event_id
                    on conflict do nothing returning event_id),
                waiting as (
                    select key from outside.call
                     where key = any (?) and done_at is null and (parked_at is null or away)
                       and last_failure is not null
                     order by key for update)
                update outside.call set due_at = greatest(now(), coalesce(held_until, now()))
                  from (select distinct key from noted join told using (event_id)) as news, waiting
                 where call.key = news.key and call.key = waiting.key
                returning port
                """,
            String.class,
            ids,
            keys,
            keys)
        .stream()
        .map(Port::valueOf)
        .collect(Collectors.toSet());
  }

  /** Forgets what was told so long ago that nobody tells it again. */
  void purge(Duration olderThan) {
    jdbc.update(
        "delete from outside.webhook where received_at < now() - ? * interval '1 millisecond'",
        olderThan.toMillis());
  }
}
