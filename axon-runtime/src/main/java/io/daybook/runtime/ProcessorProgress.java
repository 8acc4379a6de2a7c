package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
            select case when count(distinct processor_name) = ?
                        then min(coalesce((token::json ->> 'globalIndex')::bigint, -1)) end
              from event_log.token_entry where processor_name = any (?)
            """,
            Long.class,
            processors.size(),
            processors.toArray(String[]::new));
    return Optional.ofNullable(slowest).map(log::completeUntil);
  }

  /**
   * Where a processor is, in whatever processes it runs.
   *
   * @param slowest the position of its slowest segment, -1 where it has not begun
   * @param furthest the position of its furthest segment
   * @param owners the processes that have its segments
   * @param seen when one of them last said so; null when none ever did
   */
  public record Place(long slowest, long furthest, List<String> owners, @Nullable Instant seen) {}

  /** Where a processor is. */
  public Place place(String processor) {
    return place(processor, "");
  }

  /** Where a processor is, and stays until the end of the transaction: its pages do not commit. */
  public Place hold(String processor) {
    return place(processor, " order by segment for update");
  }

  private Place place(String processor, String locked) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            """
            select coalesce(min(position), -1), coalesce(max(position), -1),
                   array_agg(distinct owner) filter (where owner is not null), max(updated_at)
              from (select coalesce((token::json ->> 'globalIndex')::bigint, -1) as position, owner,
                           updated_at
                      from event_log.token_entry where processor_name = ?%s) as segments
            """
                .formatted(locked),
            (row, _) ->
                new Place(
                    row.getLong(1),
                    row.getLong(2),
                    row.getArray(3) == null
                        ? List.of()
                        : List.of((String[]) row.getArray(3).getArray()),
                    row.getString(4) == null ? null : Instant.parse(row.getString(4))),
            processor));
  }

  /** Removes the tokens of a processor that nobody runs any more. */
  public void forget(String processor) {
    jdbc.update("delete from event_log.token_entry where processor_name = ?", processor);
  }
}
