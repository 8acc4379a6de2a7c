package io.daybook.query.live;

import io.daybook.schema.inventory.StockEvent;
import io.daybook.schema.order.OrderRelated;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/** Whom a stretch of the log concerns. */
final class SeenEvents implements AutoCloseable {
  private static final int MOST = 1_000;

  private final BlockingStream<TrackedEventMessage<?>> stream;
  private final Set<String> orders = new HashSet<>();
  private final Set<String> skus = new HashSet<>();
  private long upTo = -1;

  SeenEvents(BlockingStream<TrackedEventMessage<?>> stream) {
    this.stream = stream;
  }

  /** Reads the next stretch; false when there is none within a second. */
  boolean more() throws InterruptedException {
    orders.clear();
    skus.clear();
    var read = 0;
    while (read < MOST && stream.hasNextAvailable(read == 0 ? 1 : 0, TimeUnit.SECONDS)) {
      var message = stream.nextAvailable();
      upTo = message.trackingToken().position().orElse(upTo);
      read++;
      var event = payload(message);
      if (event instanceof OrderRelated related) {
        orders.add(related.orderId().toString());
      }
      if (event instanceof StockEvent stock) {
        skus.add(stock.sku().value());
      }
    }
    return read > 0;
  }

  /** Null for an event that only a newer release knows: no read model here knows of it either. */
  private static @Nullable Object payload(TrackedEventMessage<?> message) {
    try {
      return message.getPayload();
    } catch (SerializationException unknown) {
      return null;
    }
  }

  /** The position of the last event of the stretch. */
  long upTo() {
    return upTo;
  }

  Set<String> orders() {
    return orders;
  }

  Set<String> skus() {
    return skus;
  }

  @Override
  public void close() {
    stream.close();
  }
}
