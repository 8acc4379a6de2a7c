package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How far processors have followed the log, in whatever process they run. */
@Component
public class ProcessorProgress {
  private final JdbcTemplate jdbc;
  private final EventLog log;

  ProcessorProgress(DataSource dataSource, EventLog log) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.log = log;
  }

  /**
   * The instant before which all of these processors have followed all that was recorded, by the
   * clock of the database; empty when one of them never ran. The tokens are read before the log, so
   * what is appended meanwhile counts as not followed.
   */
  public Optional<Instant> followedUntil(Collection<String> processors) {
    var slowest =
        jdbc.queryForObject(
            """
            select case when count(distinct processor_name) = ? then min(%s) end
              from event_log.token_entry where processor_name = any (?)
            """
                .formatted(TokenTable.SLOWEST),
            Long.class,
            processors.size(),
            processors.toArray(String[]::new));
    return Optional.ofNullable(slowest).map(log::completeUntil);
  }
}
