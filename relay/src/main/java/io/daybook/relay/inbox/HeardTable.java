package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Wish;
import java.sql.Types;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which messages were done. */
class HeardTable {
  private final JdbcTemplate jdbc;

  HeardTable(DataSource dataSource) {
    this.jdbc = new JdbcTemplate(dataSource);
  }

  /** A message that was done. */
  record Done(Heard heard, Wish wish, OptionalLong position) {}

  /** Those of these ids that are noted. */
  Set<String> known(Collection<String> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        jdbc.query(
            "select event_id from relay.heard where event_id = any (?)",
            (row, _) -> row.getString(1),
            (Object) ids.toArray(String[]::new)));
  }

  /** Notes what was done, also when it is noted already. */
  void done(List<Done> all) {
    jdbc.batchUpdate(
        """
        insert into relay.heard (event_id, topic, subject, outcome, position)
        values (?, ?, ?, 'DONE', ?) on conflict (event_id) do nothing
        """,
        all,
        all.size() + 1,
        (row, done) -> {
          row.setString(1, done.wish().eventId());
          row.setString(2, done.heard().place().topic());
          row.setString(3, done.heard().key());
          if (done.position().isPresent()) {
            row.setLong(4, done.position().getAsLong());
          } else {
            row.setNull(4, Types.BIGINT);
          }
        });
  }

  /** Notes that a message shall never be done, so that it is not if it comes again. */
  void discarded(String eventId, Heard heard) {
    jdbc.update(
        """
        insert into relay.heard (event_id, topic, subject, outcome)
        values (?, ?, ?, 'DISCARDED') on conflict (event_id) do nothing
        """,
        eventId,
        heard.place().topic(),
        heard.key());
  }

  /** Forgets what was noted so long ago; how many that were. */
  int forget(Duration after) {
    return jdbc.update(
        "delete from relay.heard where heard_at < clock_timestamp() - ? * interval '1 millisecond'",
        after.toMillis());
  }
}
