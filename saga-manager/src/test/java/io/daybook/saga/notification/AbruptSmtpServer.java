package io.daybook.saga.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server that resets its one connection at the worst moment (RFC 5321). */
final class AbruptSmtpServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final When when;

  enum When {
    /** The mail was read to its end, and not answered. */
    AFTER_THE_MAIL,
    /** The mail was taken with 250. */
    AT_GOOD_BYE
  }

  private AbruptSmtpServer(When when) throws IOException {
    this.when = when;
    Thread.ofPlatform().daemon().name("abrupt-smtp").start(this::serve);
  }

  static AbruptSmtpServer thatHangsUp(When when) throws IOException {
    return new AbruptSmtpServer(when);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try (var client = socket.accept()) {
      var lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(client, "220 here");
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("QUIT")) {
          break;
        } else if (line.equals("DATA")) {
          say(client, "354 go on");
          while (!".".equals(lines.readLine())) {
            continue;
          }
          if (when == When.AFTER_THE_MAIL) {
            break;
          }
        }
        say(client, "250 fine");
      }
      client.setSoLinger(true, 0); // a reset, not an orderly end
    } catch (IOException _) {
      // the client hung up first
    }
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
