package io.daybook.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Connections over which JSON is posted, one for each caller at a time. As little of HTTP as
 * serves, because the client shares the processor with the server that it measures.
 */
final class KeptConnections implements AutoCloseable {
  private static final String NO_CONTENT = "HTTP/1.1 204";
  private static final String LENGTH = "content-length:";

  private final int port;
  private final String path;
  private final String authorization;
  private final Queue<Socket> idle = new ConcurrentLinkedQueue<>();

  /**
   * Connections to one address.
   *
   * @param account whose token is sent; nobody's if it is empty
   */
  KeptConnections(int port, String path, String account) {
    this.port = port;
    this.path = path;
    this.authorization =
        account.isEmpty() ? "" : "Authorization: " + Issuer.bearer(account) + "\r\n";
  }

  /** Returns the answer of a success, and fails with any other. */
  String post(String key, String json) throws IOException {
    var kept = idle.poll();
    var socket = kept == null ? new Socket("localhost", port) : kept;
    socket.setTcpNoDelay(true);
    var request =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        %s\
        Content-Type: application/json\r
        Idempotency-Key: %s\r
        Content-Length: %d\r
        \r
        %s\
        """
            .formatted(path, authorization, key, json.length(), json);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    var in = new BufferedInputStream(socket.getInputStream());
    var status = line(in);
    var length = -1;
    for (var header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).strip());
      }
    }
    var hasNone = length == 0 || status.startsWith(NO_CONTENT);
    var answer = hasNone ? "" : length < 0 ? chunks(in) : text(in.readNBytes(length));
    if (!status.startsWith("HTTP/1.1 2")) {
      throw new IOException(status + " " + answer);
    }
    idle.add(socket);
    return answer;
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
    for (var socket : idle) {
      socket.close();
    }
  }
}
