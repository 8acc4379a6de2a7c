package io.daybook.lab.blocked;

import io.daybook.lab.shop.Customer;
import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Kills a coordinator at one point, and looks at what is left. */
final class Trials {
  private static final long GRACE_NANOS = 30_000_000_000L;
  private static final long POLL_NANOS = 10_000_000L;

  private final Servers servers;
  private final long outageMillis;
  private int number;

  /**
   * Begins.
   *
   * @param outageMillis how long a coordinator is away at least
   */
  Trials(Servers servers, long outageMillis) {
    this.servers = servers;
    this.outageMillis = outageMillis;
  }

  /**
   * The coordinator comes back.
   *
   * @param prepared on how many servers the order is prepared after the kill, in the order of parts
   * @param servedWithout whether the customer of the same SKU was served while it was away
   * @param sameSkuMillis how long that customer waited
   * @param otherSkuMillis how long the customer of another SKU waited, while it was away
   * @param recoveryMillis from its start until nothing was prepared any more
   * @param outcome what has become of the order
   */
  record Recovered(
      KillPoint point,
      List<Integer> prepared,
      boolean servedWithout,
      double sameSkuMillis,
      double otherSkuMillis,
      double recoveryMillis,
      String outcome) {

    boolean isBlocked() {
      return !servedWithout;
    }
  }

  /**
   * An operator decided.
   *
   * @param outcome what had become of the order then
   * @param later the same, after the coordinator came back
   * @param warnings what the coordinator said about it
   */
  record Decided(
      KillPoint point, Operator operator, String outcome, String later, List<String> warnings) {

    boolean isDivided() {
      return !later.equals(Servers.COMMITTED) && !later.equals(Servers.ABORTED);
    }
  }

  Recovered recovered(KillPoint point) throws Exception {
    var order = killed(point);
    var coordinator = order.coordinator();
    var prepared = prepared();
    var neighbour = new Customer(servers, order.id() + "-same", order.sku());
    var other = new Customer(servers, order.id() + "-other", "sku-0").waitedMillis();
    var isServed = neighbour.isServedWithin(outageMillis);
    var back = System.nanoTime();
    coordinator.recover();
    awaitNothingPrepared();
    var recovery = (System.nanoTime() - back) / 1e6;
    return new Recovered(
        point,
        prepared,
        isServed,
        neighbour.waitedMillis(),
        other,
        recovery,
        servers.outcome(order.id()));
  }

  Decided decided(KillPoint point, Operator operator) throws Exception {
    var order = killed(point);
    for (var part : Part.values()) {
      for (var gid : servers.prepared(part)) {
        servers.execute(part, operator.statement(part, gid));
      }
    }
    var outcome = servers.outcome(order.id());
    var warnings = order.coordinator().recover();
    return new Decided(point, operator, outcome, servers.outcome(order.id()), warnings);
  }

  private record Order(String id, String sku, CoordinatorProcess coordinator) {}

  private Order killed(KillPoint point) throws Exception {
    number++;
    var order = new Order("order-" + number, "sku-" + number, new CoordinatorProcess(servers));
    order.coordinator().placeAndDie(order.id(), order.sku(), point);
    awaitAllSessionsGone();
    return order;
  }

  private List<Integer> prepared() throws SQLException {
    var counts = new ArrayList<Integer>();
    for (var part : Part.values()) {
      counts.add(servers.prepared(part).size());
    }
    return counts;
  }

  /** Until the servers have noticed that who was killed is gone. */
  private void awaitAllSessionsGone() throws SQLException {
    for (var part : Part.values()) {
      await(
          part,
          "select pid from pg_stat_activity where application_name = 'lab' and pid <>"
              + " pg_backend_pid()");
    }
  }

  private void awaitNothingPrepared() throws SQLException {
    for (var part : Part.values()) {
      await(part, "select gid from pg_prepared_xacts");
    }
  }

  private void await(Part part, String nothing) throws SQLException {
    var latest = System.nanoTime() + GRACE_NANOS;
    for (var left = servers.ask(part, nothing);
        !left.isEmpty();
        left = servers.ask(part, nothing)) {
      if (System.nanoTime() > latest) {
        throw new IllegalStateException(part + " still has " + left);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
