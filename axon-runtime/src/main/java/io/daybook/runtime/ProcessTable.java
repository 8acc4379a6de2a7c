package io.daybook.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Who is there ({@code event_log.process}), and what each of them holds. */
final class ProcessTable {
  /** Where a process is silent for so long, its row is of no use to anybody. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final JdbcTemplate jdbc;
  private final Duration claimTimeout;
  private final String isHeld;

  /**
   * @param claimTimeout after so long without a sign of life a process is taken to be gone
   */
  ProcessTable(JdbcTemplate jdbc, Duration claimTimeout) {
    this.jdbc = jdbc;
    this.claimTimeout = claimTimeout;
    this.isHeld = TokenTable.isHeld(claimTimeout);
  }

  /** A segment, its owner, and how far it is. */
  record Located(int segment, @Nullable String owner, long position, @Nullable String stopped) {}

  /**
   * A sign of life. It does not wait for the disk: one that is lost is followed by the next.
   *
   * @return what time it is in the database
   */
  Instant beat(String name, Collection<String> processors, Collection<Place> refuses) {
    var times =
        jdbc.query(
            """
        with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
        insert into event_log.process (name, processors, refuses, joined_at, beat_at)
        select ?, ?, ?, clock_timestamp(), clock_timestamp() from unhurried
        on conflict (name) do update
          set processors = excluded.processors, refuses = excluded.refuses, beat_at = excluded.beat_at
        returning beat_at
        """,
            (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
            name,
            processors.toArray(String[]::new),
            refuses.stream().map(Place::toString).toArray(String[]::new));
    return times.getFirst();
  }

  /**
   * How far the segments of this process are.
   *
   * @param at when they were, by the database's clock
   */
  void wroteDown(String name, Map<Place, Long> positions, Instant at) {
    var places = new ArrayList<>(positions.keySet());
    jdbc.update(
        """
        with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
        update event_log.process
           set positions = (select coalesce(jsonb_object_agg(place, position), '{}')
                              from unnest(?, ?) as known (place, position)),
               positions_at = ?
          from unhurried
         where name = ?
        """,
        places.stream().map(Place::toString).toArray(String[]::new),
        places.stream().map(positions::get).toArray(Long[]::new),
        at.atOffset(ZoneOffset.UTC),
        name);
  }

  /**
   * This process goes. What still stands in its name, because the database was away when its
   * processors let go, is free at once: nobody would know better of an owner that is not listed
   * than to believe the claim by its age.
   */
  void leave(String name) {
    jdbc.update(
        """
        with gone as (delete from event_log.process where name = ?)
        update event_log.token_entry set owner = null, updated_at = %s where owner = ?
        """
            .formatted(TokenTable.NOW),
        name,
        name);
  }

  /** Those who are there, the oldest first. */
  List<Division.Runner> there() {
    return jdbc.query(
        """
        select name, processors, refuses from event_log.process
         where beat_at > clock_timestamp() - ? * interval '1 millisecond'
         order by joined_at, name
        """,
        (row, _) ->
            new Division.Runner(
                row.getString(1),
                Set.of((String[]) row.getArray(2).getArray()),
                Arrays.stream((String[]) row.getArray(3).getArray())
                    .map(Place::parse)
                    .collect(Collectors.toSet())),
        claimTimeout.toMillis());
  }

  /** Every segment of every processor. */
  List<Division.Held> held() {
    return jdbc.query(
        """
        select processor_name, segment, owner, %s as is_held, stopped
          from event_log.token_entry where processor_name <> '__config' order by 1, 2
        """
            .formatted(isHeld),
        (row, _) -> {
          var held = row.getBoolean("is_held");
          var owner = row.getString("owner");
          return new Division.Held(
              new Place(row.getString(1), row.getInt(2)),
              held ? owner : null,
              !held && owner != null,
              row.getString("stopped") != null);
        });
  }

  /** All processors that have ever run on this database. */
  List<String> processors() {
    return jdbc.query(
        """
        select distinct processor_name from event_log.token_entry
         where processor_name <> '__config' order by 1
        """,
        (row, _) -> row.getString(1));
  }

  /** Where the segments of a processor are, and whose; an owner that has fallen silent is none. */
  List<Located> located(String processor) {
    return jdbc.query(
        """
        select segment, case when %s then owner end as holder, %s as position, stopped
          from event_log.token_entry
         where processor_name = ? and processor_name <> '__config' order by segment
        """
            .formatted(isHeld, TokenTable.SLOWEST),
        (row, _) ->
            new Located(
                row.getInt("segment"),
                row.getString("holder"),
                row.getLong("position"),
                row.getString("stopped")),
        processor);
  }

  /**
   * Does at times what need not be done with every sign of life: processes of an older release know
   * nothing of those, and believe a claim by its own age.
   */
  void tidy(String name, Duration age) {
    jdbc.update(
        """
        with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
        update event_log.token_entry set updated_at = %s from unhurried
         where owner = ? and updated_at::timestamptz < clock_timestamp() - ? * interval '1 millisecond'
        """
            .formatted(TokenTable.NOW),
        name,
        age.toMillis());
    jdbc.update(
        """
        delete from event_log.process
         where beat_at < clock_timestamp() - ? * interval '1 millisecond'
        """,
        claimTimeout.plus(FORGOTTEN).toMillis());
  }
}
