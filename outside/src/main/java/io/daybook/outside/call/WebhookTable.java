package io.daybook.outside.call;

import java.time.Duration;
import java.util.UUID;
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

  /**
   * Notes a webhook, and has the call that it brings news of tried at once if it waits for its next
   * attempt; false when the webhook was noted before, or nothing waits.
   */
  boolean heed(String eventId, UUID key) {
    return jdbc.update(
            CallTable.UNHURRIED
                + """
                , noted as (
                    insert into outside.webhook (event_id) select ? from unhurried
                    on conflict do nothing returning event_id)
                update outside.call set due_at = greatest(now(), coalesce(held_until, now())) from noted
                 where key = ? and done_at is null and (parked_at is null or away) and last_failure is not null
                """,
            eventId,
            key)
        > 0;
  }

  /** Forgets what was told so long ago that nobody tells it again. */
  void purge(Duration olderThan) {
    jdbc.update(
        "delete from outside.webhook where received_at < now() - ? * interval '1 millisecond'",
        olderThan.toMillis());
  }
}
