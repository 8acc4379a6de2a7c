package io.daybook.lab.cost;

import io.daybook.lab.platform.Platform;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Follows the platform's log from its end, beside the platform and without a network between, and
 * says when an order is confirmed.
 */
final class Confirmations implements AutoCloseable {
  private static final String NEW =
      "select position, stream, payload_type from event_log.domain_event where position > ? order by"
          + " position limit 2000";
  private static final String CONFIRMED = ".OrderConfirmed";
  private static final long POLL_NANOS = 3_000_000L;

  private final Map<String, CompletableFuture<Long>> orders = new ConcurrentHashMap<>();
  private final String url;
  private final Thread thread;
  private volatile boolean isClosing;

  Confirmations(Platform platform) throws SQLException {
    this.url = platform.jdbcUrl();
    var end =
        Long.parseLong(
            platform
                .ask("select coalesce(max(position), -1) from event_log.domain_event")
                .getFirst());
    this.thread = Thread.ofPlatform().daemon().start(() -> follow(end));
  }

  /** Is done with the time of {@link System#nanoTime} at which the confirmation was seen. */
  CompletableFuture<Long> of(String order) {
    return orders.computeIfAbsent(order, _ -> new CompletableFuture<>());
  }

  private void follow(long from) {
    var position = from;
    try (var connection = DriverManager.getConnection(url);
        var select = connection.prepareStatement(NEW)) {
      while (!isClosing) {
        select.setLong(1, position);
        try (var rows = select.executeQuery()) {
          while (rows.next()) {
            position = rows.getLong(1);
            if (rows.getString(3).endsWith(CONFIRMED)) {
              of(order(rows.getString(2))).complete(System.nanoTime());
            }
          }
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A stream may be called by more than the id. */
  private static String order(String stream) {
    return stream.substring(Math.max(0, stream.indexOf("order-")));
  }

  @Override
  public void close() {
    isClosing = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
