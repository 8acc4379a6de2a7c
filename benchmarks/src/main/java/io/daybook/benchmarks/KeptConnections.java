package io.daybook.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Connections over which JSON is posted, one for each caller at a time. As little of HTTP as
 * serves, because the client shares the processor with the server that it measures.
 */
final class KeptConnections implements AutoCloseable {
  private static final String NO_CONTENT = "HTTP/1.1 204";
  private static final String LENGTH = "content-length:";

  /** Half of what the server waits for the next request before it closes a connection. */
  private static final long FRESH_NANOS = 30_000_000_000L;

  private final int port;
  private final String head;
  private final Queue<Kept> idle = new ConcurrentLinkedQueue<>();

  /** A connection, and when it was used last. */
  private record Kept(Socket socket, InputStream in, OutputStream out, long usedAt) {
    static Kept to(int port) throws IOException {
      var socket = new Socket("localhost", port);
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      return new Kept(socket, in, socket.getOutputStream(), System.nanoTime());
    }

    boolean isFresh() {
      return System.nanoTime() - usedAt < FRESH_NANOS;
    }

    Kept used() {
      return new Kept(socket, in, out, System.nanoTime());
    }
  }

  /**
   * Connections to one address.
   *
   * @param account whose token is sent; nobody's if it is empty
   */
  KeptConnections(int port, String path, String account) {
    this.port = port;
    this.head =
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + (account.isEmpty() ? "" : "Authorization: " + Issuer.bearer(account) + "\r\n")
            + "Idempotency-Key: ";
  }

  /** Returns the answer of a success, and fails with any other. */
  String post(String key, String json) throws IOException {
    var kept = connection();
    var request = head + key + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
    kept.out().write(request.getBytes(StandardCharsets.US_ASCII));
    var in = kept.in();
    var status = line(in);
    var length = -1;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    var hasNone = length == 0 || status.startsWith(NO_CONTENT);
    var answer = hasNone ? "" : length < 0 ? chunks(in) : text(in.readNBytes(length));
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + " " + answer);
    }
    idle.add(kept.used());
    return answer;
  }

  private Kept connection() throws IOException {
    for (var kept = idle.poll(); kept != null; kept = idle.poll()) {
      if (kept.isFresh()) {
        return kept;
      }
      kept.socket().close();
    }
    return Kept.to(port);
  }

  private static String chunks(InputStream in) throws IOException {
    var all = new StringBuilder();
    for (var size = Integer.parseInt(line(in), 16);
        size > 0;
        size = Integer.parseInt(line(in), 16)) {
      all.append(text(in.readNBytes(size))).append(line(in));
    }
    return all.append(line(in)).toString();
  }

  private static String text(byte[] read) {
    return new String(read, StandardCharsets.UTF_8);
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("The server has closed the connection");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    for (var kept : idle) {
      kept.socket().close();
    }
  }
}
