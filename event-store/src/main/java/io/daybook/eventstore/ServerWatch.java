package io.daybook.eventstore;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.common.AxonThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the servers that are not the primary, once a second, whether one of them has become it. So a
 * promotion is heard of also where the former primary is silent, which a socket would find out much
 * later, or goes on answering, which it would never find out.
 */
final class ServerWatch implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Map<String, Connection> kept = new HashMap<>();
  private final @Nullable Thread watcher;
  private volatile boolean closed;

  private ServerWatch(@Nullable PrimaryConnections connections) {
    if (connections == null) {
      this.watcher = null;
    } else {
      this.watcher =
          new AxonThreadFactory("log-servers").newThread(() -> watchWhileOpen(connections));
      watcher.setDaemon(true);
      watcher.start();
    }
  }

  /** Watches the servers of a pool, if there are several. */
  static ServerWatch of(DataSource pool) {
    var hikari = LogPool.hikari(pool);
    return new ServerWatch(
        hikari != null
                && hikari.getDataSource() instanceof PrimaryConnections connections
                && connections.servers().areSeveral()
            ? connections
            : null);
  }

  @Override
  public void close() {
    closed = true;
    if (watcher != null) {
      watcher.interrupt();
    }
  }

  private void watchWhileOpen(PrimaryConnections connections) {
    while (!closed) {
      try {
        Thread.sleep(EVERY);
        var urls = connections.servers().urls();
        letGo(urls.getFirst());
        urls.subList(1, urls.size()).forEach(url -> look(url, connections));
      } catch (InterruptedException _) {
        log.debug("Nobody watches the servers any more");
      } catch (RuntimeException | Error failure) { // nobody else would look
        log.warn("The servers cannot be watched; trying again", failure);
      }
    }
    List.copyOf(kept.keySet()).forEach(this::letGo);
  }

  private void look(String url, PrimaryConnections connections) {
    try {
      var connection = kept.get(url);
      if (connection == null) {
        connection = connections.login(url);
        kept.put(url, connection);
      }
      var timeline = Timeline.of(connection);
      if (timeline != null && connections.servers().areBehind(timeline)) {
        connections.servers().admit(url, connection, timeline);
        letGo(url);
      }
    } catch (SQLException away) {
      log.debug("Nobody answers at {}", Servers.withoutSettings(url), away);
      letGo(url);
    }
  }

  private void letGo(String url) {
    try (var connection = kept.remove(url)) {
      log.trace("Not kept any more: {}", connection);
    } catch (SQLException broken) {
      log.debug("It was broken already", broken);
    }
  }
}
