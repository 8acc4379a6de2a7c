package io.daybook.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Looks in the table of tokens who has which segments, and has PostgreSQL note every move. */
final class SegmentWatch {
  private final JdbcTemplate jdbc;

  SegmentWatch(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Notes, in the transaction of each batch, whose segment it moves and who moves it. */
  void begin() {
    jdbc.execute(
        """
        create table moved (
            id bigint generated always as identity, processor text, segment integer,
            owner text, connection text, position bigint, position_before bigint);
        create function note_move() returns trigger language plpgsql as $$
        begin
            insert into moved (processor, segment, owner, connection, position, position_before)
            values (new.processor_name, new.segment, new.owner, current_setting('application_name'),
                    (new.token::json ->> 'globalIndex')::bigint, (old.token::json ->> 'globalIndex')::bigint);
            return null;
        end $$;
        create trigger note_move after update on event_log.token_entry for each row
            when (old.token is distinct from new.token and new.owner is not null)
            execute function note_move();
        """);
  }

  private record Owned(String processor, String owner, int segments) {}

  private List<Owned> owned() {
    return jdbc.query(
        """
        select processor_name, coalesce(owner, 'nobody'), count(*) from event_log.token_entry
         where processor_name <> '__config' group by 1, 2
        """,
        (row, _) -> new Owned(row.getString(1), row.getString(2), row.getInt(3)));
  }

  /**
   * Waits until these processes, and nobody else, have all segments, as many each of every
   * processor and altogether; so far as it divides.
   *
   * @return how long that took
   */
  Duration awaitEvenlyOver(List<PlatformProcess> processes, Duration within) {
    var began = Instant.now();
    await()
        .atMost(within)
        .pollInterval(Duration.ofMillis(100))
        .untilAsserted(() -> assertEven(processes, owned()));
    return Duration.between(began, Instant.now());
  }

  private static void assertEven(List<PlatformProcess> processes, List<Owned> rows) {
    var byProcessor = new HashMap<String, List<Integer>>();
    var byProcess = new HashMap<String, Integer>();
    for (var row : rows) {
      assertThat(processes).anyMatch(one -> row.owner().startsWith(one.owner()));
      byProcessor.computeIfAbsent(row.processor(), _ -> new ArrayList<>()).add(row.segments());
      byProcess.merge(row.owner(), row.segments(), Integer::sum);
    }
    assertThat(byProcess).hasSameSizeAs(processes);
    assertThat(byProcessor.values())
        .allSatisfy(
            each -> {
              assertThat(each).hasSameSizeAs(processes);
              assertThat(spread(each)).isLessThanOrEqualTo(1);
            });
    assertThat(spread(byProcess.values())).isLessThanOrEqualTo(1);
  }

  private static int spread(Collection<Integer> sizes) {
    var all = sizes.stream().mapToInt(Integer::intValue).summaryStatistics();
    return all.getMax() - all.getMin();
  }

  /** Every batch that was committed was its mover's own, and no segment was set back. */
  void assertEachMovedByItsOwner() {
    var connections = new HashMap<String, Set<String>>();
    var owners = new HashMap<String, Set<String>>();
    jdbc.query(
        "select distinct owner, connection from moved",
        row -> {
          connections.computeIfAbsent(row.getString(1), _ -> new HashSet<>()).add(row.getString(2));
          owners.computeIfAbsent(row.getString(2), _ -> new HashSet<>()).add(row.getString(1));
        });
    assertThat(connections.values()).allSatisfy(mover -> assertThat(mover).hasSize(1));
    assertThat(owners.values()).allSatisfy(owner -> assertThat(owner).hasSize(1));
    assertThat(owners).hasSizeGreaterThanOrEqualTo(3);
    assertThat(count("select count(*) from moved where position < position_before")).isZero();
    assertThat(count("select count(*) from moved")).isGreaterThan(100);
  }

  /** How many segments a processor has. */
  Map<String, Integer> segments() {
    var segments = new HashMap<String, Integer>();
    owned().forEach(row -> segments.merge(row.processor(), row.segments(), Integer::sum));
    return segments;
  }

  long count(String sql) {
    var counted = jdbc.queryForObject(sql, Long.class);
    return counted == null ? 0 : counted;
  }
}
