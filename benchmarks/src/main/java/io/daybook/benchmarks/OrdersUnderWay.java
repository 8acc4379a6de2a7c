package io.daybook.benchmarks;

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
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;

/** Orders from their placing to their confirmation, as the log tells it. */
final class OrdersUnderWay implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final CommandGateway commands;
  private final BlockingStream<TrackedEventMessage<?>> log;
  private final Map<OrderId, Long> placedAt = new ConcurrentHashMap<>();
  private final Queue<Long> took = new ConcurrentLinkedQueue<>();
  private final Semaphore room = new Semaphore(MOST);
  private final Semaphore confirmed = new Semaphore(0);
  private final Thread reader;
  private volatile @Nullable Exception failure;

  OrdersUnderWay(CommandGateway commands, EventStore store) {
    this.commands = commands;
    this.log = store.openStream(store.createHeadToken());
    this.reader = Thread.ofPlatform().daemon().name("orders-under-way").start(this::follow);
  }

  /** Places an order, as soon as fewer than a thousand are under way. */
  void place(PlaceOrder order) {
    room.acquireUninterruptibly();
    placedAt.put(order.orderId(), System.nanoTime());
    commands.sendAndWait(order);
  }

  /** Waits until so many more orders are confirmed. */
  void awaitConfirmed(int orders) throws Exception {
    var all = confirmed.tryAcquire(orders, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    if (failure != null) {
      throw failure;
    }
    if (!all) {
      throw new IllegalStateException(
          "Of %d orders, %d are confirmed".formatted(orders, confirmed.availablePermits()));
    }
  }

  /** How long those took that were placed here, as if that many were confirmed a second. */
  Load.Result latencies(double perSecond) {
    return Load.resultOf(perSecond, took.stream().mapToLong(nanos -> nanos).toArray());
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
      took.add(System.nanoTime() - begun);
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
