package io.daybook.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps the latest mails instead of handing them on. */
final class Mailbox implements AutoCloseable {
  private static final int MOST = 20_000;

  private final Deque<Mail> mails = new ArrayDeque<>();
  private final SMTPServer server;

  /**
   * One mail.
   *
   * @param messageId the header {@code Message-ID}
   * @param subject the header, as it was sent
   * @param text everything after the headers
   */
  public record Mail(String from, String to, String messageId, String subject, String text) {}

  Mailbox(int port) {
    server = SMTPServer.port(port).simpleMessageListener(listener()).build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  /** The mails, oldest first. */
  synchronized List<Mail> mails() {
    return List.copyOf(mails);
  }

  @Override
  public void close() {
    server.stop();
  }

  private SimpleMessageListener listener() {
    return new SimpleMessageListener() {
      @Override
      public boolean accept(String from, String to) {
        return true;
      }

      @Override
      public void deliver(String from, String to, InputStream data) throws IOException {
        var lines = new String(data.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        var headers = lines.stream().takeWhile(line -> !line.isEmpty()).toList();
        var text =
            String.join(
                "\n", lines.subList(Math.min(headers.size() + 1, lines.size()), lines.size()));
        keep(new Mail(from, to, header(headers, "Message-ID"), header(headers, "Subject"), text));
      }
    };
  }

  private synchronized void keep(Mail mail) {
    mails.addLast(mail);
    if (mails.size() > MOST) {
      mails.removeFirst();
    }
  }

  private static String header(List<String> headers, String name) {
    var prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst()
        .orElse("");
  }
}
