package io.daybook.lab.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A network of a length: answers of a server come later by one round trip. */
public final class DelayProxy implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final ServerSocket door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
  private final int port;
  private volatile long delayNanos;

  private record Late(ByteBuffer bytes, long due) {}

  /** Stands before a server of this machine. */
  public DelayProxy(int port, int roundTripMillis) throws IOException {
    this.port = port;
    this.delayNanos = roundTripMillis * 1_000_000L;
    Thread.startVirtualThread(this::accept);
  }

  /** It is as long from now on, also for whoever is connected. */
  public void lengthen(int roundTripMillis) {
    delayNanos = roundTripMillis * 1_000_000L;
  }

  /** Where to connect instead of at the server. */
  public int port() {
    return door.getLocalPort();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException closed) {
        // who was about to connect sees it
      }
    }
  }

  private void connect(Socket client) throws IOException {
    var server = new Socket(InetAddress.getLoopbackAddress(), port);
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    var late = new LinkedBlockingQueue<Late>();
    Thread.startVirtualThread(() -> until(client, server, () -> forward(client, server)));
    Thread.startVirtualThread(() -> until(client, server, () -> hold(server, late)));
    Thread.startVirtualThread(() -> until(client, server, () -> release(late, client)));
  }

  private interface Passing {
    void run() throws IOException, InterruptedException;
  }

  /** The end of one direction is the end of both. */
  private static void until(Socket client, Socket server, Passing passing) {
    try (client;
        server) {
      passing.run();
    } catch (IOException | InterruptedException over) {
      // both ends see a connection that is closed
    }
  }

  private static void forward(Socket client, Socket server) throws IOException {
    client.getInputStream().transferTo(server.getOutputStream());
  }

  private void hold(Socket server, LinkedBlockingQueue<Late> late)
      throws IOException, InterruptedException {
    InputStream in = server.getInputStream();
    var buffer = new byte[BUFFER];
    for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      late.put(
          new Late(ByteBuffer.wrap(Arrays.copyOf(buffer, read)), System.nanoTime() + delayNanos));
    }
  }

  private static void release(LinkedBlockingQueue<Late> late, Socket client)
      throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    while (!client.isClosed()) {
      var next = late.take();
      for (var left = next.due() - System.nanoTime();
          left > 0;
          left = next.due() - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      out.write(next.bytes().array());
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
