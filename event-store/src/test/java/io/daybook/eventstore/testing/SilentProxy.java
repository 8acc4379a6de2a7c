package io.daybook.eventstore.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Stands between a client and PostgreSQL, and can go silent without closing anything, as a cable
 * does that is pulled out, or a firewall that forgets a connection. What it swallows never arrives.
 */
public final class SilentProxy implements AutoCloseable {
  private final ServerSocket entry;
  private final InetSocketAddress server;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean silentForNew;

  /** Stands before the server of a JDBC URL. */
  public SilentProxy(String jdbcUrl) throws IOException {
    var uri = URI.create(jdbcUrl.substring("jdbc:".length()));
    server = new InetSocketAddress(uri.getHost(), uri.getPort());
    entry = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().name("proxy").start(this::accept);
  }

  /** Where it is reached. */
  public int port() {
    return entry.getLocalPort();
  }

  /** The same URL through this proxy. */
  public String through(String jdbcUrl) {
    return jdbcUrl.replaceFirst("//[^/]+/", "//localhost:" + entry.getLocalPort() + "/");
  }

  /**
   * From now on nothing passes, in no direction; new connections are accepted and are silent too.
   */
  public void silence() {
    silentForNew = true;
    silenceIf(_ -> true);
  }

  /** Silences the connections whose port at the server's side is such. */
  public void silenceIf(Predicate<Integer> serverSidePort) {
    links.stream()
        .filter(link -> serverSidePort.test(link.server.getLocalPort()))
        .forEach(link -> link.silent = true);
  }

  /** New connections pass again; those that went silent stay so. */
  public void heal() {
    silentForNew = false;
  }

  @Override
  public void close() throws IOException {
    entry.close();
    links.forEach(Link::close);
  }

  private void accept() {
    while (!entry.isClosed()) {
      try {
        var link = new Link(entry.accept(), new Socket());
        link.silent = silentForNew;
        links.add(link);
        link.connect(server);
      } catch (IOException closed) {
        if (!entry.isClosed()) {
          throw new UncheckedIOException(closed);
        }
      }
    }
  }

  private static final class Link {
    final Socket client;
    final Socket server;
    volatile boolean silent;

    Link(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    /** Where no server is, the client is sent away, as it would be there. */
    void connect(InetSocketAddress to) {
      try {
        server.connect(to);
        Thread.ofPlatform().daemon().start(() -> pump(client, server));
        Thread.ofPlatform().daemon().start(() -> pump(server, client));
      } catch (IOException away) {
        close();
      }
    }

    /** A silent link still reads, so that its sender notices nothing; an end is not passed on. */
    void pump(Socket from, Socket to) {
      var buffer = new byte[8192];
      try {
        for (int read = from.getInputStream().read(buffer);
            read >= 0;
            read = from.getInputStream().read(buffer)) {
          if (!silent) {
            to.getOutputStream().write(buffer, 0, read);
          }
        }
      } catch (IOException broken) {
        // as good as closed
      }
      if (!silent) {
        close();
      }
    }

    void close() {
      try (client;
          server) {
        // both
      } catch (IOException closed) {
        throw new UncheckedIOException(closed);
      }
    }
  }
}
