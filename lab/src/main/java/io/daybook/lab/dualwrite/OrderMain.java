package io.daybook.lab.dualwrite;

import io.daybook.lab.dualwrite.Messages.UnacknowledgedException;
import io.daybook.lab.dualwrite.OrderService.RefusedException;
import io.daybook.lab.shop.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A process that takes orders, one after the other for each of its callers, until its standard
 * input ends or it is killed.
 */
final class OrderMain {
  /** It has taken its first order. */
  static final String TAKING = "TAKING";

  /** It has told a customer to come again. */
  static final String REFUSED = "REFUSED";

  private static final long REST_NANOS = 20_000_000L;

  private final OrderTask task;
  private final Messages messages;
  private final Marks marks;
  private final AtomicBoolean isClosing = new AtomicBoolean();
  private final AtomicBoolean isTaking = new AtomicBoolean();

  private OrderMain(OrderTask task, Messages messages) {
    this.task = task;
    this.messages = messages;
    this.marks = new Marks(task.killedAt());
  }

  /**
   * Runs.
   *
   * @param arguments an {@link OrderTask}
   */
  public static void main(String[] arguments) throws Exception {
    var task = OrderTask.of(arguments);
    try (var messages = new Messages(task.brokers(), task.series(), task.patienceMillis())) {
      new OrderMain(task, messages).run();
    }
    System.exit(0);
  }

  private void run() throws Exception {
    try (var threads = Executors.newCachedThreadPool()) {
      var callers = new ArrayList<Future<@Nullable Void>>();
      for (int i = 0; i < task.callers(); i++) {
        callers.add(threads.submit((Callable<@Nullable Void>) this::call));
      }
      var pollers = new ArrayList<Future<@Nullable Void>>();
      if (!task.way().isDual()) {
        pollers.add(threads.submit(() -> poll(callers)));
      }
      while (System.in.read() >= 0) {
        // whoever has started it says when to end
      }
      isClosing.set(true);
      for (var caller : callers) {
        caller.get();
      }
      for (var poller : pollers) {
        poller.get();
      }
    }
  }

  private @Nullable Void call() throws SQLException, InterruptedException {
    var service = new OrderService(task.way(), messages, marks);
    try (var connection = connect()) {
      while (!isClosing.get()) {
        try {
          service.place(connection, task.series() + "-" + UUID.randomUUID());
          if (isTaking.compareAndSet(false, true)) {
            System.out.println(TAKING);
          }
          if (task.killedAt() != Moment.NEVER) {
            return null; // one order is enough to look at
          }
        } catch (RefusedException refused) {
          System.out.println(REFUSED);
        }
      }
      return null;
    }
  }

  /** Until nobody writes any more, and nothing is left. */
  private @Nullable Void poll(Iterable<Future<@Nullable Void>> callers)
      throws SQLException, InterruptedException {
    try (var connection = connect()) {
      var outbox = new Outbox(connection, messages, marks);
      while (true) {
        var isLast = isClosing.get() && areDone(callers);
        try {
          var isEmpty = outbox.tell();
          if (isEmpty && isLast) {
            return null;
          }
          if (isEmpty) {
            LockSupport.parkNanos(REST_NANOS);
          }
        } catch (UnacknowledgedException away) {
          connection.rollback(); // and again: the rows are still there
        }
      }
    }
  }

  private static boolean areDone(Iterable<Future<@Nullable Void>> callers) {
    for (var caller : callers) {
      if (!caller.isDone()) {
        return false;
      }
    }
    return true;
  }

  private Connection connect() throws SQLException {
    var connection = DriverManager.getConnection(Servers.url(task.port()));
    connection.setAutoCommit(false);
    return connection;
  }
}
