package io.daybook.lab.cost;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import io.daybook.lab.shop.Coordination;
import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;

/** Places orders in one of the ways. */
final class Shop {
  /** The hot row last, so that its lock is held for as short as can be. */
  private static final List<Part> HOT_LAST = List.of(Part.ORDERS, Part.PAYMENTS, Part.STOCK);

  private final Way way;
  private final List<Integer> ports;
  private final Path log;

  Shop(Way way, List<Integer> ports, Path log) {
    this.way = way;
    this.ports = ports;
    this.log = log;
  }

  /** Who places orders one after the other, with connections of its own. */
  interface Till {
    void place(String order, String sku) throws Exception;
  }

  /** Makes what all tills share, and answers who makes a till. */
  TillMaker open() {
    return switch (way) {
      case ONE_DATABASE -> this::oneDatabase;
      case XA -> {
        var manager = Coordination.at(log);
        yield () -> distributed(manager);
      }
      case XA_SIDE_BY_SIDE -> {
        arjPropertyManager.getCoordinatorEnvironmentBean().setAsyncPrepare(true);
        var manager = Coordination.at(log);
        yield () -> distributed(manager);
      }
      case SAGA -> this::saga;
      case DAYBOOK -> throw new IllegalArgumentException("It has processes of its own");
    };
  }

  interface TillMaker {
    Till make() throws Exception;
  }

  @SuppressWarnings("resource") // the process ends with the measurement
  private Till oneDatabase() throws Exception {
    var connection = DriverManager.getConnection(Servers.url(ports.getFirst()));
    connection.setAutoCommit(false);
    return (order, sku) -> {
      for (var part : HOT_LAST) {
        part.change(connection, order, sku);
      }
      connection.commit();
    };
  }

  /**
   * Each step is a transaction of its own on one server. What a step does again has no effect,
   * since it has the order's id as key; so it is enough to note that an order was begun, and that
   * it is confirmed: whoever comes back does the steps of all that is between.
   */
  private Till saga() throws Exception {
    var connections = new ArrayList<Connection>();
    for (var port : ports) {
      connections.add(DriverManager.getConnection(Servers.url(port)));
    }
    return (order, sku) -> {
      for (var part : HOT_LAST) {
        part.change(part.of(connections), order, sku);
      }
      try (var confirm =
          Part.ORDERS
              .of(connections)
              .prepareStatement("insert into lab_confirmed (id) values (?)")) {
        confirm.setString(1, order);
        confirm.executeUpdate();
      }
    };
  }

  private Till distributed(TransactionManager manager) throws Exception {
    var connections = new ArrayList<XAConnection>();
    for (var port : ports) {
      connections.add(Coordination.connect(port));
    }
    return (order, sku) -> {
      manager.begin();
      for (var part : HOT_LAST) {
        var connection = part.of(connections);
        manager.getTransaction().enlistResource(connection.getXAResource());
        part.change(connection.getConnection(), order, sku);
      }
      manager.commit();
    };
  }
}
