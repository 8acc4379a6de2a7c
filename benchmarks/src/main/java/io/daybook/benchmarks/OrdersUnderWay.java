package io.daybook.benchmarks;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PlaceOrder;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Orders from their placing to their confirmation, as the log tells it. */
final class OrdersUnderWay implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CommandGateway commands;
  private final BlockingStream<TrackedEventMessage<?>> log;
  private final Map<OrderId, Long> placedAt = new ConcurrentHashMap<>();
  private final Queue<Life> lives = new ConcurrentLinkedQueue<>();
  private final Semaphore room;
  private final Semaphore confirmed = new Semaphore(0);
  private final Thread reader;
  private volatile @Nullable Exception failure;

  /** An order that is confirmed: when it was placed, and how long it took, in nanoseconds. */
  private record Life(long placedAt, long took) {}

  OrdersUnderWay(CommandGateway commands, EventStore store) {
    this(commands, store, MOST);
  }

  /**
   * @param most how many may be under way before another one is placed
   */
  OrdersUnderWay(CommandGateway commands, EventStore store, int most) {
    this.commands = commands;
    this.room = new Semaphore(most);
    this.log = store.openStream(store.createHeadToken());
    this.reader = Thread.ofPlatform().daemon().name("orders-under-way").start(this::follow);
  }

  /** Places an order, as soon as there is room for it. */
  void place(PlaceOrder order) {
    try {
      if (!room.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("No order is confirmed any more");
      }
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    placedAt.put(order.orderId(), System.nanoTime());
    try {
      commands.sendAndWait(
          new GenericCommandMessage<>(order, Map.of(MetadataKeys.PRESUMED_NEW, "true")));
    } catch (RuntimeException refused) {
      placedAt.remove(order.orderId());
      room.release();
      throw refused;
    }
  }

  /** Waits until so many more orders are confirmed. */
  void awaitConfirmed(int orders) throws Exception {
    var all = confirmed.tryAcquire(orders, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    check();
    if (!all) {
      throw new IllegalStateException(
          "Of %d orders, %d are confirmed".formatted(orders, confirmed.availablePermits()));
    }
  }

  /** How long those took that were placed here, as if that many were confirmed a second. */
  Load.Result latencies(double perSecond) {
    return Load.resultOf(perSecond, lives.stream().mapToLong(Life::took).toArray());
  }

  /** The same for those that were placed between two instants of {@link System#nanoTime}. */
  Load.Result latencies(double perSecond, long from, long to) {
    return Load.resultOf(
        perSecond,
        lives.stream()
            .filter(life -> life.placedAt() - from >= 0 && life.placedAt() - to < 0)
            .mapToLong(Life::took)
            .toArray());
  }

  /** How many are not confirmed yet. */
  int waiting() throws Exception {
    check();
    return placedAt.size();
  }

  /** Whether one that was placed before an instant is not confirmed yet. */
  boolean isWaitingSince(long before) throws Exception {
    check();
    return placedAt.values().stream().anyMatch(placed -> placed - before < 0);
  }

  private void check() throws Exception {
    if (failure != null) {
      throw failure;
    }
  }

  private void follow() {
    try {
      while (!Thread.interrupted()) {
        var event = log.nextAvailable();
        if (event.getPayloadType() == OrderConfirmed.class) {
          end(((OrderConfirmed) event.getPayload()).orderId());
        } else if (event.getPayloadType() == OrderCancelled.class) {
          throw new IllegalStateException("An order was cancelled: " + event.getPayload());
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException unexpected) {
      failure = unexpected;
    }
  }

  private void end(OrderId order) {
    var begun = placedAt.remove(order);
    if (begun != null) {
      lives.add(new Life(begun, System.nanoTime() - begun));
      room.release();
    }
    confirmed.release();
  }

  @Override
  public void close() {
    reader.interrupt();
    log.close();
  }
}
