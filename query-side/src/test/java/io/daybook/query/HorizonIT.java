package io.daybook.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.eventstore.FollowersHere;
import io.daybook.eventstore.LogForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What counts of a token, and of what its owner has written down, in another process. */
class HorizonIT {
  private static final String MODEL = Model.STOCK.title();
  private static final String OWNER = "a process";

  private JdbcTemplate jdbc;
  private JdbcClient client;

  @BeforeEach
  void one_live_generation_of_two_segments() {
    var database = PostgresForTests.newDatabase();
    var dataSource =
        new DriverManagerDataSource(database.url(), database.user(), database.password());
    LogForTests.makeTables(dataSource);
    jdbc = new JdbcTemplate(dataSource);
    client = JdbcClient.create(dataSource);
    jdbc.execute("create schema projection");
    jdbc.execute(
        """
        create table projection.generation (model text, version integer, number integer, state text)
        """);
    jdbc.update(
        "insert into projection.generation values (?, ?, 3, 'LIVE')", MODEL, Model.STOCK.version());
    token(0, 100, OWNER, Duration.ofSeconds(10));
    token(1, 120, OWNER, Duration.ofSeconds(10));
  }

  @Test
  void without_an_owner_who_has_written_the_slowest_token_counts() {
    assertThat(horizon()).isEqualTo(100);
  }

  @Test
  void what_the_owner_has_written_down_after_his_tokens_counts() {
    wroteDown(OWNER, Duration.ofSeconds(1), 150, 140L);
    assertThat(horizon()).isEqualTo(140);
  }

  @Test
  void a_segment_that_is_not_among_it_counts_by_its_token() {
    wroteDown(OWNER, Duration.ofSeconds(1), 150, null);
    assertThat(horizon()).isEqualTo(120);
  }

  /** Such as that of a segment that was merged with a slower one. */
  @Test
  void a_token_that_was_written_later_counts() {
    wroteDown(OWNER, Duration.ofSeconds(1), 150, 140L);
    token(0, 90, OWNER, Duration.ZERO);
    assertThat(horizon()).isEqualTo(90);
  }

  @Test
  void what_somebody_else_has_written_down_does_not_count() {
    wroteDown("who had them before", Duration.ofSeconds(1), 150, 140L);
    assertThat(horizon()).isEqualTo(100);
  }

  @Test
  void of_a_segment_that_is_nobody_s_the_token_counts() {
    wroteDown(OWNER, Duration.ofSeconds(1), 150, 140L);
    token(0, 100, null, Duration.ofSeconds(10));
    assertThat(horizon()).isEqualTo(100);
  }

  @Test
  void an_owner_of_an_older_release_counts_by_his_tokens() {
    jdbc.update(
        """
        insert into event_log.process (name, processors, refuses, joined_at, beat_at)
        values (?, '{}', '{}', now(), now())
        """,
        OWNER);
    assertThat(horizon()).isEqualTo(100);
  }

  @Test
  void what_was_told_once_is_never_less_again() {
    var table = table();
    wroteDown(OWNER, Duration.ofSeconds(1), 150, 140L);
    assertThat(table.of(List.of(Model.STOCK))).isEqualTo(140);
    jdbc.update("delete from event_log.process");
    assertThat(table.of(List.of(Model.STOCK))).isEqualTo(140);
    assertThat(table.hasOthers()).isTrue();
  }

  private long horizon() {
    return table().of(List.of(Model.STOCK));
  }

  private HorizonTable table() {
    ObjectProvider<FollowersHere> none =
        new StaticListableBeanFactory().getBeanProvider(FollowersHere.class);
    return new HorizonTable(client, none);
  }

  private void token(int segment, long position, @Nullable String owner, Duration age) {
    jdbc.update(
        "delete from event_log.token_entry where processor_name = ? and segment = ?",
        MODEL + "_g3",
        segment);
    jdbc.update(
        """
        insert into event_log.token_entry (processor_name, segment, token, token_type, updated_at, owner)
        values (?, ?, '{"globalIndex": %d}', 'token',
                to_char(clock_timestamp() at time zone 'UTC' - ? * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), ?)
        """
            .formatted(position),
        MODEL + "_g3",
        segment,
        age.toSeconds(),
        owner);
  }

  private void wroteDown(String owner, Duration age, long first, @Nullable Long second) {
    jdbc.update(
        """
        insert into event_log.process (name, processors, refuses, joined_at, beat_at, positions, positions_at)
        values (?, '{}', '{}', now(), now(), jsonb_strip_nulls(jsonb_build_object(?::text, ?, ?::text, ?::bigint)),
                clock_timestamp() - ? * interval '1 second')
        """,
        owner,
        MODEL + "_g3/0",
        first,
        MODEL + "_g3/1",
        second,
        age.toSeconds());
  }
}
