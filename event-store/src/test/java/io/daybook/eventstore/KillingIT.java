package io.daybook.eventstore;

import static io.daybook.eventstore.LogForTests.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.testing.KillablePostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What was acknowledged is in the log, once, whoever was killed and when. */
class KillingIT {
  private static final int KILLS = Integer.getInteger("daybook.kills", 2);
  private static final long SEED = 20_261_121;

  @Test
  void a_killed_process_has_appended_what_it_said_it_had() throws Exception {
    var random = new Random(SEED);
    try (var log = new LogForTests()) {
      for (int round = 0; round < KILLS; round++) {
        var process = OtherProcess.start(log.database, "killed-" + round, 1_000_000);
        var acknowledged = readUntilKilled(process, 20 + random.nextInt(300));
        var versions =
            log.jdbc.queryForList(
                "select version from event_log.domain_event where stream = ? order by version",
                Long.class,
                "killed-" + round);
        assertThat(versions)
            .containsExactlyElementsOf(LongStream.range(0, versions.size()).boxed().toList())
            .hasSizeGreaterThan((int) acknowledged);
      }
    }
  }

  @Test
  void postgres_killed_under_load_has_kept_what_was_acknowledged_and_appends_go_on(
      @TempDir Path directory) throws Exception {
    var random = new Random(SEED);
    var acknowledged = ConcurrentHashMap.<String>newKeySet();
    var done = new AtomicBoolean();
    try (var postgres = new KillablePostgres(directory);
        var dataSource = pool(postgres);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var unused = LogMigration.of(dataSource, null);
      try (var commits = LogForTests.commitsOn(dataSource, 1_000, Duration.ofSeconds(30))) {
        var writers = new ArrayList<Future<?>>();
        for (int writer = 0; writer < 16; writer++) {
          var stream = "s" + writer;
          writers.add(threads.submit(() -> appendUntil(done, commits, stream, acknowledged)));
        }
        for (int kill = 0; kill < KILLS; kill++) {
          var before = acknowledged.size();
          var enough = before + 200 + random.nextInt(500);
          await().atMost(Duration.ofSeconds(60)).until(() -> acknowledged.size() > enough);
          postgres.killAndRestart();
        }
        done.set(true);
        for (var writer : writers) {
          writer.get();
        }
      }
      var inLog =
          new JdbcTemplate(dataSource)
              .queryForList(
                  "select stream || '/' || version from event_log.domain_event", String.class);
      assertThat(new HashSet<>(inLog)).hasSameSizeAs(inLog).containsAll(acknowledged);
      var positions =
          new JdbcTemplate(dataSource)
              .queryForList("select position from event_log.domain_event order by 1", Long.class);
      assertThat(positions)
          .containsExactlyElementsOf(LongStream.range(0, positions.size()).boxed().toList());
    }
  }

  private static Void appendUntil(
      AtomicBoolean done, GroupCommit commits, String stream, Set<String> acknowledged) {
    for (long version = 0; !done.get(); version++) {
      try {
        commits.append(events(stream, version, 1));
        acknowledged.add(stream + "/" + version);
      } catch (ConcurrencyException mine) {
        throw new AssertionError("An append of this stream's only writer was made twice", mine);
      }
    }
    return null;
  }

  /** The last version that the process has called durable. */
  private static long readUntilKilled(Process process, int lines) throws IOException {
    long last = -1;
    try (var out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = out.readLine(); line != null; line = out.readLine()) {
        last = Long.parseLong(line);
        if (last == lines) {
          process.toHandle().destroyForcibly(); // leaves open what it has said
        }
      }
    }
    return last;
  }

  private static HikariDataSource pool(KillablePostgres postgres) {
    var config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl());
    config.setUsername("postgres");
    config.setConnectionTimeout(1_000);
    config.setMaximumPoolSize(5);
    return new HikariDataSource(config);
  }
}
