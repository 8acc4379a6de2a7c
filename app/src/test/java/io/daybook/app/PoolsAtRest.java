package io.daybook.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * After a test class every connection is back in its pool, but for the one that listens to other
 * processes, and the pool has missed none for long.
 */
public final class PoolsAtRest implements BeforeAllCallback, AfterAllCallback {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String LISTENER = "LogNotices";
  private static final Map<Object, String> MISSED = new ConcurrentHashMap<>();

  static {
    var leaks = (Logger) LoggerFactory.getLogger("com.zaxxer.hikari.pool.ProxyLeakTask");
    var recorder = new Recorder();
    recorder.setContext(leaks.getLoggerContext());
    recorder.start();
    leaks.addAppender(recorder);
  }

  /** Hears from Hikari which connections are missed, and which come back after all. */
  private static final class Recorder extends AppenderBase<ILoggingEvent> {
    @Override
    protected void append(ILoggingEvent event) {
      var connection = event.getArgumentArray()[0];
      if (event.getLevel() != Level.WARN) {
        MISSED.remove(connection);
        return;
      }
      var taker = new StringBuilder(event.getFormattedMessage());
      for (var frame : event.getThrowableProxy().getStackTraceElementProxyArray()) {
        taker.append('\n').append(frame);
      }
      if (taker.indexOf(LISTENER) < 0) {
        MISSED.put(connection, taker.toString());
      }
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    MISSED.clear();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    var beans = SpringExtension.getApplicationContext(context);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(MISSED.values()).as("connections that were not given back").isEmpty();
              assertAtRest(beans);
            });
  }

  /** Nobody has a connection but the listener of the log, and nobody waits for one. */
  public static void assertAtRest(ListableBeanFactory beans) {
    for (var source : beans.getBeansOfType(DataSource.class).values()) {
      if (source instanceof HikariDataSource pool && !pool.isClosed()) {
        var counts = pool.getHikariPoolMXBean();
        if (counts != null) { // none before the first connection
          assertThat(counts.getActiveConnections())
              .as("connections out of the pool %s", pool.getPoolName())
              .isLessThanOrEqualTo(pool.getPoolName().endsWith("-log") ? 1 : 0);
          assertThat(counts.getThreadsAwaitingConnection())
              .as("callers that wait for the pool %s", pool.getPoolName())
              .isZero();
        }
      }
    }
  }
}
