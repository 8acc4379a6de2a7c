package io.daybook.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps the latest mails instead of handing them on. */
final class Mailbox implements AutoCloseable {
  private static final int MOST = 20_000;

  private final Deque<ReceivedMail> mails = new ArrayDeque<>();
  private final SMTPServer server;

  Mailbox(InetAddress host, int port) {
    server = SMTPServer.port(port).bindAddress(host).simpleMessageListener(listener()).build();
    server.start();
  }

  int port() {
    return server.getPortAllocated();
  }

  /** The mails, oldest first. */
  synchronized List<ReceivedMail> mails() {
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
        keep(ReceivedMail.parse(from, to, data.readAllBytes()));
      }
    };
  }

  private synchronized void keep(ReceivedMail mail) {
    mails.addLast(mail);
    if (mails.size() > MOST) {
      mails.removeFirst();
    }
  }
}
