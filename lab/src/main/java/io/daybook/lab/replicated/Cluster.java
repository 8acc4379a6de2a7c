package io.daybook.lab.replicated;

import io.daybook.lab.shop.DelayProxy;
import io.daybook.lab.shop.Servers;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Three peers in three processes, with a network between them that is as long as is asked. */
final class Cluster implements AutoCloseable {
  private static final int PEERS = 3;
  private static final long PATIENCE_NANOS = 60_000_000_000L;
  private static final long POLL_NANOS = 5_000_000L;

  private final List<Peer> peers = new ArrayList<>();
  private final List<DelayProxy> proxies = new ArrayList<>();

  /** Starts them, and waits until one leads. */
  Cluster(Servers servers, int roundTripMillis) throws IOException {
    var ports = freePorts();
    var reached = new ArrayList<Integer>();
    for (var port : ports) {
      if (roundTripMillis == 0) {
        reached.add(port);
      } else {
        var proxy = new DelayProxy(port, roundTripMillis);
        proxies.add(proxy);
        reached.add(proxy.port());
      }
    }
    var databases = servers.ports().stream().map(String::valueOf).collect(Collectors.joining(","));
    for (int i = 0; i < PEERS; i++) {
      peers.add(new Peer(i, ports, reached, Files.createTempDirectory("lab-peer"), databases));
    }
    peers.forEach(peer -> peer.await(0, PeerMain.STARTED));
    place("warm-" + System.nanoTime(), peers);
  }

  private static List<Integer> freePorts() throws IOException {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < PEERS; i++) {
        sockets.add(new ServerSocket(0));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (var socket : sockets) {
        socket.close();
      }
    }
  }

  /** All but one. */
  List<Peer> without(Peer one) {
    return peers.stream().filter(peer -> !peer.equals(one)).toList();
  }

  /** Who leads now. */
  Peer leader() {
    return place("who-" + System.nanoTime(), peers).by();
  }

  /**
   * An order that was placed.
   *
   * @param by who led
   * @param order its name
   */
  record Placed(Peer by, String order) {}

  /** Places an order with whoever of these leads, as soon as one does. */
  Placed place(String order, List<Peer> among) {
    var latest = System.nanoTime() + PATIENCE_NANOS;
    for (int attempt = 0; System.nanoTime() < latest; attempt++) {
      var peer = among.get(attempt % among.size());
      var name = order + "-" + attempt;
      var since = System.nanoTime();
      peer.tell(String.join(" ", PeerMain.PLACE, name, "sku-0", PeerMain.NOWHERE));
      var answer = peer.await(since, PeerMain.PLACED + name, PeerMain.FAILED + name);
      if (answer.equals(PeerMain.PLACED + name + " " + Verdict.COMMIT)) {
        return new Placed(peer, name);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IllegalStateException("Nobody leads");
  }

  /** Waits until a peer knows what was decided while it was away. */
  void awaitFollows(Peer peer) {
    var order = place("follows-" + System.nanoTime(), peers).order();
    var latest = System.nanoTime() + PATIENCE_NANOS;
    while (System.nanoTime() < latest) {
      var since = System.nanoTime();
      peer.tell(PeerMain.ASK + " " + order);
      if (peer.await(since, PeerMain.KNOWS + order).endsWith("true")) {
        return;
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    throw new IllegalStateException("It does not follow");
  }

  /** What one log does on the peer that leads. */
  Pace pace(Pace.Log log, Pace.Work work, int callers, long warmMillis, long millis) {
    var leader = leader();
    var since = System.nanoTime();
    leader.tell(
        "%s %s %s %d %d %d"
            .formatted(PeerMain.PACE, log.name(), work.name(), callers, warmMillis, millis));
    var answer = leader.await(since, PeerMain.RESULT, PeerMain.FAILED + "pace");
    if (!answer.startsWith(PeerMain.RESULT)) {
      throw new IllegalStateException(answer);
    }
    return Pace.of(log, work, callers, answer.substring(PeerMain.RESULT.length()));
  }

  @Override
  public void close() throws IOException {
    peers.forEach(Peer::close);
    for (var proxy : proxies) {
      proxy.close();
    }
  }
}
