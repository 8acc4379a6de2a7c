package io.daybook.relay.webhook;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The SQL of how many there are, and how far the slowest is. */
@Component
class WebhookCountTable {
  private final JdbcTemplate jdbc;

  WebhookCountTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /**
   * Of all processes.
   *
   * @param active those that are told, and those of them that fail too
   * @param slowest the position of the one that was told least, of those that are told; the largest
   *     number where there is none
   */
  record Counts(long active, long failing, long disabled, long held, long givenUp, long slowest) {}

  Counts count() {
    return jdbc.queryForObject(
        """
        select count(*) filter (where state = 'ACTIVE'),
               count(*) filter (where state = 'ACTIVE' and failures > 0),
               count(*) filter (where state = 'DISABLED'),
               (select count(*) from relay.webhook_held where given_up_at is null),
               (select count(*) from relay.webhook_held where given_up_at is not null),
               coalesce(min(cursor.position) filter (where state = 'ACTIVE'), 9223372036854775807)
          from relay.webhook_subscription
          left join relay.cursor on cursor.name = 'webhook/' || substr(id, 9)
        """,
        (row, _) ->
            new Counts(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6)));
  }
}
