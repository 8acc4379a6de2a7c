package io.daybook.lab.replicated;

import io.daybook.lab.shop.Customer;
import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Strikes a peer at one point, and looks at who waits. */
final class StrikeTrials {

  private static final int CUSTOMERS = 5;
  private static final long APART_NANOS = 50_000_000L;
  private static final long GRACE_NANOS = 30_000_000_000L;
  private static final long POLL_NANOS = 2_000_000L;

  private final Servers servers;
  private final Cluster cluster;
  private int number;

  StrikeTrials(Servers servers, Cluster cluster) {
    this.servers = servers;
    this.cluster = cluster;
  }

  Struck struck(Strike strike, Point point) throws Exception {
    number++;
    var order = "struck-" + number;
    var sku = "sku-" + number;
    var leader = cluster.leader();
    var since = System.nanoTime();
    leader.tell(String.join(" ", PeerMain.PLACE, order, sku, point.name()));
    leader.await(since, PeerMain.REACHED + point);
    var victim =
        switch (strike) {
          case LEADER_KILLED, LEADER_STOPPED -> leader;
          case FOLLOWER_KILLED -> cluster.without(leader).getFirst();
        };
    var left = cluster.without(victim);
    var then = System.nanoTime();
    switch (strike) {
      case LEADER_KILLED, FOLLOWER_KILLED -> victim.kill();
      case LEADER_STOPPED -> victim.stop();
    }
    var customers = CompletableFuture.supplyAsync(() -> come(order, sku));
    var next = CompletableFuture.supplyAsync(() -> next(order, left, then));
    if (strike == Strike.FOLLOWER_KILLED) {
      leader.tell(PeerMain.GO);
      leader.await(then, PeerMain.PLACED + order, PeerMain.FAILED + order);
    }
    var ended = awaitNothingPrepared(order, then);
    var outcome = servers.outcome(order);
    var nextMillis = next.get();
    var elected = victim.equals(leader) ? electedMillis(left, then) : 0;
    comeBack(strike, victim, order);
    var all = customers.get();
    var waited = new ArrayList<Double>();
    for (var customer : all.subList(1, all.size())) {
      waited.add(customer.waitedMillis());
    }
    return new Struck(
        strike,
        point,
        elected,
        ended,
        waited,
        all.getFirst().waitedMillis(),
        nextMillis,
        outcome,
        servers.outcome(order));
  }

  /** One of another SKU, then those of the same, a little apart. */
  private List<Customer> come(String order, String sku) {
    var customers = new ArrayList<Customer>();
    customers.add(new Customer(servers, order + "-other", "sku-999"));
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(new Customer(servers, order + "-same-" + i, sku));
      LockSupport.parkNanos(APART_NANOS);
    }
    return customers;
  }

  private double next(String order, List<Peer> left, long then) {
    cluster.place(order + "-next", left);
    return (System.nanoTime() - then) / 1e6;
  }

  /** When the first of those that are left said that it leads. */
  private static double electedMillis(List<Peer> left, long then) {
    var latest = System.nanoTime() + GRACE_NANOS;
    while (System.nanoTime() < latest) {
      var first =
          left.stream()
              .flatMap(peer -> peer.saidAfter(then, PeerMain.LEADS).stream())
              .mapToLong(nanos -> nanos - then)
              .min();
      if (first.isPresent()) {
        return first.getAsLong() / 1e6;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IllegalStateException("Nobody was elected");
  }

  private void comeBack(Strike strike, Peer victim, String order) throws Exception {
    var since = System.nanoTime();
    switch (strike) {
      case LEADER_KILLED, FOLLOWER_KILLED -> {
        victim.restart();
        victim.await(since, PeerMain.STARTED);
      }
      case LEADER_STOPPED -> {
        victim.resume();
        victim.tell(PeerMain.GO);
        victim.await(since, PeerMain.PLACED + order, PeerMain.FAILED + order);
      }
    }
    cluster.awaitFollows(victim);
  }

  /** Until no server has that order prepared; a negative answer is that it was in vain. */
  private double awaitNothingPrepared(String order, long then) throws SQLException {
    while (System.nanoTime() - then < GRACE_NANOS) {
      var prepared = 0;
      for (var part : Part.values()) {
        prepared += servers.prepared(part).contains("lab-" + order) ? 1 : 0;
      }
      if (prepared == 0 && openSessions() == 0) {
        return (System.nanoTime() - then) / 1e6;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return -1;
  }

  /** Who is in a transaction that nobody has prepared yet. */
  private int openSessions() throws SQLException {
    var open = 0;
    for (var part : Part.values()) {
      open +=
          servers
              .ask(part, "select pid from pg_stat_activity where state = 'idle in transaction'")
              .size();
    }
    return open;
  }
}
