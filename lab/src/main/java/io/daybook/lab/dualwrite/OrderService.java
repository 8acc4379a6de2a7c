package io.daybook.lab.dualwrite;

import io.daybook.lab.dualwrite.Messages.UnacknowledgedException;
import io.daybook.lab.shop.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes orders in one of the ways: each is a row, and a message. */
final class OrderService {
  private static final String SKU = "sku-0";

  private final Way way;
  private final Messages messages;
  private final Marks marks;

  OrderService(Way way, Messages messages, Marks marks) {
    this.way = way;
    this.messages = messages;
    this.marks = marks;
  }

  /** The customer is told to try again later: as far as the service knows, nothing has happened. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Takes an order.
   *
   * @return whether the broker has said that it knows of it, or somebody will see to that
   */
  boolean place(Connection connection, String order)
      throws SQLException, RefusedException, InterruptedException {
    return switch (way) {
      case DATABASE_FIRST -> {
        write(connection, order);
        commit(connection);
        yield isTold(order);
      }
      case BROKER_FIRST -> {
        tell(order);
        write(connection, order);
        commit(connection);
        yield true;
      }
      case INSIDE -> {
        write(connection, order);
        marks.passed(Moment.WRITTEN);
        try {
          tell(order);
        } catch (RefusedException refused) {
          connection.rollback();
          throw refused;
        }
        commit(connection);
        yield true;
      }
      case OUTBOX -> {
        write(connection, order);
        Outbox.add(connection, order);
        marks.passed(Moment.WRITTEN);
        commit(connection);
        yield true;
      }
    };
  }

  private static void write(Connection connection, String order) throws SQLException {
    Part.ORDERS.change(connection, order, SKU);
  }

  private void commit(Connection connection) throws SQLException {
    connection.commit();
    marks.passed(Moment.COMMITTED);
  }

  private void tell(String order) throws RefusedException, InterruptedException {
    try {
      messages.send(List.of(order));
      marks.passed(Moment.SENT);
    } catch (UnacknowledgedException failure) {
      throw new RefusedException(failure);
    }
  }

  /** The order is there by now, so it cannot be refused any more. */
  private boolean isTold(String order) throws InterruptedException {
    try {
      messages.send(List.of(order));
      marks.passed(Moment.SENT);
      return true;
    } catch (UnacknowledgedException failure) {
      return false;
    }
  }
}
