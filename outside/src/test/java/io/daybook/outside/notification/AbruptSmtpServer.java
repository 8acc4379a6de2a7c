package io.daybook.outside.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server that says what a test wants, or resets its one connection (RFC 5321). */
final class AbruptSmtpServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final When when;
  private final String command;
  private final String answer;

  enum When {
    /** The mail was read to its end, and not answered. */
    AFTER_THE_MAIL,
    /** The mail was taken with 250. */
    AT_GOOD_BYE
  }

  private AbruptSmtpServer(When when, String command, String answer) throws IOException {
    this.when = when;
    this.command = command;
    this.answer = answer;
    Thread.ofPlatform().daemon().name("abrupt-smtp").start(this::serve);
  }

  static AbruptSmtpServer thatHangsUp(When when) throws IOException {
    return new AbruptSmtpServer(when, "none", "none");
  }

  /**
   * Answers one command like this.
   *
   * @param command how it begins; {@code .} is the end of the mail, {@code CONNECT} the greeting
   */
  static AbruptSmtpServer thatSays(String command, String answer) throws IOException {
    return new AbruptSmtpServer(When.AT_GOOD_BYE, command, answer);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try (var client = socket.accept()) {
      var lines =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
      say(client, command.equals("CONNECT") ? answer : "220 here");
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
          line = ".";
        }
        say(client, line.startsWith(command) ? answer : "250 fine");
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
