package io.daybook.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Tells the other processes on this database that there are new events, and listens for theirs; and
 * asks them how far they are. NOTIFY takes a lock of the whole database when it commits, so it has
 * a transaction of its own, after the append's; that one is not durable, because a lost notice only
 * costs a moment.
 */
final class LogNotices implements FollowersElsewhere, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(LogNotices.class);
  private static final String CHANNEL = "daybook_log";
  private static final String QUESTIONS = "daybook_how_far";

  /** A transaction of its own that does not wait for the disk. */
  private static final String TELL =
      """
      with unhurried as materialized (select set_config('synchronous_commit', 'off', true))
      select pg_notify(?, ?) from unhurried
      """;

  private static final int LISTEN_MILLIS = 10_000;
  private static final int VALID_SECONDS = 5;
  private static final int PAUSE_MILLIS = 1_000;
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final DataSource dataSource;
  private final JdbcTemplate jdbc;
  private final String self = UUID.randomUUID().toString();
  private volatile Runnable answer = () -> {};
  private @Nullable Thread listener;
  private volatile boolean closed;

  LogNotices(DataSource dataSource) {
    this.dataSource = dataSource;
    this.jdbc = new JdbcTemplate(dataSource);
  }

  void tellOthers() {
    jdbc.query(TELL, _ -> {}, CHANNEL, self);
  }

  @Override
  public void ask() {
    jdbc.query(TELL, _ -> {}, QUESTIONS, self);
  }

  @Override
  public void answerWith(Runnable answer) {
    this.answer = answer;
  }

  /** Calls back whenever another process has appended, and after every lost connection. */
  void listen(Runnable onNews) {
    var thread = new AxonThreadFactory("log-listen").newThread(() -> listenWhileOpen(onNews));
    thread.setDaemon(true);
    thread.start();
    listener = thread;
  }

  /** Ends the listening by a last notice, which this process hears too. */
  @Override
  public void close() {
    closed = true;
    Thread.ofPlatform().daemon().name("log-tell").start(this::tellOthersIfThere);
    try {
      if (listener != null) {
        listener.interrupt(); // if it is waiting for a database that is away
        listener.join(CLOSE);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellOthersIfThere() {
    try {
      tellOthers();
    } catch (DataAccessException away) {
      log.debug("The database has gone before the listener", away);
    }
  }

  private void listenWhileOpen(Runnable onNews) {
    while (!closed) {
      try (var connection = dataSource.getConnection()) {
        execute(connection, "listen " + CHANNEL);
        execute(connection, "listen " + QUESTIONS);
        onNews.run();
        var notices = connection.unwrap(PGConnection.class);
        while (!closed) {
          var received = notices.getNotifications(LISTEN_MILLIS);
          if (received.length == 0 && !connection.isValid(VALID_SECONDS)) {
            throw new SQLException("The connection is silent, and not for lack of news");
          }
          if (isOthers(received, CHANNEL)) {
            onNews.run();
          }
          if (isOthers(received, QUESTIONS)) {
            answer.run();
          }
        }
      } catch (SQLException | RuntimeException | Error failure) { // nobody else would listen
        if (!closed) {
          log.debug("Not listening for other processes; trying again", failure);
          pause();
        }
      }
    }
  }

  private boolean isOthers(PGNotification[] received, String channel) {
    return Arrays.stream(received)
        .anyMatch(one -> one.getName().equals(channel) && !self.equals(one.getParameter()));
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
