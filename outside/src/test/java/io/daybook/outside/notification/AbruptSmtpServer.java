package io.daybook.outside.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that says what a test wants, or resets its connections (RFC 5321). */
final class AbruptSmtpServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final When when;
  private final String command;
  private final String answer;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger taken = new AtomicInteger();

  enum When {
    /** The mail was read to its end, and not answered. */
    AFTER_THE_MAIL,
    /** The mail was taken with 250. */
    AT_GOOD_BYE,
    /** A mail was taken, and the next one is announced. */
    AT_THE_SECOND_MAIL,
    /** A mail was taken, and the next one was read to its end. */
    AFTER_THE_SECOND_MAIL
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

  /** How many connections there have been. */
  int connections() {
    return connections.get();
  }

  /** How many mails were answered with 250. */
  int taken() {
    return taken.get();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (var client = socket.accept()) {
        connections.incrementAndGet();
        serve(client);
        client.setSoLinger(true, 0); // a reset, not an orderly end
      } catch (IOException _) {
        // the client hung up first, or the test is over
      }
    }
  }

  private void serve(Socket client) throws IOException {
    var mails = 0;
    var lines =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    say(client, command.equals("CONNECT") ? answer : "220 here");
    for (var line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("QUIT")
          || (mails == 1 && when == When.AT_THE_SECOND_MAIL && line.startsWith("MAIL"))) {
        return;
      } else if (line.equals("DATA")) {
        say(client, "354 go on");
        while (!".".equals(lines.readLine())) {
          continue;
        }
        mails++;
        if (when == When.AFTER_THE_MAIL || (mails == 2 && when == When.AFTER_THE_SECOND_MAIL)) {
          return;
        }
        line = ".";
        taken.incrementAndGet();
      }
      say(client, line.startsWith(command) ? answer : "250 fine");
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
