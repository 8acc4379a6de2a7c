package io.daybook.relay.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** An endpoint that answers whatever it is told to, be it HTTP or not. */
final class RawEndpoint implements AutoCloseable {
  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final AtomicLong sent = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Script script = _ -> {};
  private volatile boolean asks = true;

  private interface Script {
    void answer(Socket socket) throws IOException, InterruptedException;
  }

  RawEndpoint() throws IOException {
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return server.getLocalPort();
  }

  /** The requests as they came, headers and body. */
  List<String> received() {
    return received;
  }

  /** Bytes of answers. */
  long sent() {
    return sent.get();
  }

  void answers(String text) {
    script = socket -> write(socket, text);
  }

  /** Before it is asked, as whoever speaks another protocol does. */
  void answersAtOnce(String text) {
    asks = false;
    answers(text);
  }

  /** A byte now and then, for ever. */
  void drips(String text, Duration between) {
    script =
        socket -> {
          write(socket, text);
          while (!closed.await(between.toMillis(), TimeUnit.MILLISECONDS)) {
            write(socket, "x");
          }
        };
  }

  /** As much as anybody takes. */
  void floods(String text) {
    script =
        socket -> {
          write(socket, text);
          var piece = "ffff\r\n" + "x".repeat(0xffff) + "\r\n";
          while (closed.getCount() > 0) {
            write(socket, piece);
          }
        };
  }

  private void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    sent.addAndGet(text.length());
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> answer(socket));
      } catch (IOException _) {
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      if (asks) {
        received.add(request(socket));
      }
      script.answer(socket);
    } catch (IOException | InterruptedException _) {
      // the caller has had enough
    }
  }

  /** Up to the end of the body, whose length is announced. */
  private static String request(Socket socket) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var in = socket.getInputStream();
    for (int next = in.read(); next >= 0; next = in.read()) {
      bytes.write(next);
      var text = bytes.toString(StandardCharsets.ISO_8859_1);
      var end = text.indexOf("\r\n\r\n");
      if (end >= 0) {
        var length = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length: ");
        var announced =
            length < 0
                ? 0
                : Integer.parseInt(text.substring(length + 16, text.indexOf("\r\n", length)));
        if (text.length() - end - 4 >= announced) {
          return text;
        }
      }
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
  }
}
