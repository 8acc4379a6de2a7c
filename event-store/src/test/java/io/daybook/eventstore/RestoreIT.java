package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.appendOn;
import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.daybook.eventstore.SealVerdict.Expected;
import io.daybook.eventstore.testing.ArchivingPostgres;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A copy and what was archived since are restored to a position of the log, by the script. */
class RestoreIT {
  @TempDir Path directory;

  @Test
  void a_restore_ends_with_the_position_that_was_asked_for_and_its_seals_say_so() throws Exception {
    String kept;
    String lost;
    String moment;
    try (var server = new ArchivingPostgres(directory)) {
      var log = on(server.url());
      LogForTests.makeTables(log);
      append(log, "before", 10);
      server.makeBase();
      append(log, "since", 5);
      kept = sealed(log);
      append(log, "too-much", 5);
      lost = sealed(log);
      moment =
          new JdbcTemplate(log)
              .queryForObject(
                  "select recorded_at::text from event_log.domain_event where position = 15",
                  String.class);
      server.archiveAll();
    }
    try (var restored = ArchivingPostgres.restored(directory, "restored", "before", moment)) {
      var log = on(restored.url());
      assertThat(LogForTests.head(log)).isEqualTo(14);
      assertThat(verified(log, kept).intact()).isTrue();
      assertThat(verified(log, kept).expected()).isEqualTo(Expected.LATEST);
      assertThat(verified(log, lost).expected()).isEqualTo(Expected.MISSING);
      assertThat(appendOn(log, events("after", 0, 1))).isEqualTo(new Appended(15, 15));
    }
    try (var restored = ArchivingPostgres.restored(directory, "all-of-it", "latest")) {
      var log = on(restored.url());
      assertThat(LogForTests.head(log)).isEqualTo(19);
      assertThat(verified(log, lost).expected()).isEqualTo(Expected.LATEST);
    }
  }

  @Test
  void the_script_makes_the_copy_and_says_where_a_position_ends() throws Exception {
    assumeTrue(hasPsql(), "psql is not installed: apt-get install postgresql-client");
    Path base;
    String moment;
    String marked;
    try (var server = new ArchivingPostgres(directory)) {
      var log = on(server.url());
      LogForTests.makeTables(log);
      append(log, "before", 10);
      base = Path.of(server.tell("base", directory.toString()));
      append(log, "since", 5);
      marked = server.tell("mark", "of-a-test");
      append(log, "too-much", 5);
      moment = server.tell("moment", "17");
      assertThat(server.tell("moment", "19")).isEqualTo("latest");
      server.archiveAll();
    }
    assertThat(marked).startsWith("position 14").contains("restore point of-a-test at ");
    assertThat(moment).startsWith("before 2");
    try (var restored =
        ArchivingPostgres.restored(directory, base, "to-a-moment", moment.split(" "))) {
      assertThat(LogForTests.head(on(restored.url()))).isEqualTo(17);
    }
    try (var restored =
        ArchivingPostgres.restored(directory, base, "to-a-mark", "at", "of-a-test")) {
      assertThat(LogForTests.head(on(restored.url()))).isEqualTo(14);
    }
  }

  private static boolean hasPsql() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "psql")));
  }

  private static DataSource on(String url) {
    var connections = new DriverManagerDataSource(url, "postgres", "");
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(
            () ->
                new JdbcTemplate(connections)
                    .queryForObject("select not pg_is_in_recovery()", Boolean.class));
    return connections;
  }

  /** Each in a transaction of its own. */
  private static void append(DataSource log, String stream, int count) {
    for (int version = 0; version < count; version++) {
      LogForTests.append(log, stream, version, 1);
    }
  }

  private static String sealed(DataSource log) {
    try (var seals = sealsOf(log)) {
      seals.sealNew();
      return seals.verify(null, _ -> {}).latestHash();
    }
  }

  private static SealVerdict verified(DataSource log, String hash) {
    try (var seals = sealsOf(log)) {
      return seals.verify(hash, _ -> {});
    }
  }

  private static Seals sealsOf(DataSource log) {
    return new Seals(LogForTests.tableOn(log), new JdbcTemplate(log), Clock.systemUTC());
  }
}
