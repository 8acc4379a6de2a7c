package io.daybook.outside.notification;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.subethamail.smtp.helper.SimpleMessageListener;
import org.subethamail.smtp.server.SMTPServer;

/** Takes mails, or takes them and says nothing more. */
final class SmtpServerForTests implements AutoCloseable, SimpleMessageListener {
  private final List<byte[]> kept = new CopyOnWriteArrayList<>();
  private final CountDownLatch mayAnswer;
  private final SMTPServer server;

  private SmtpServerForTests(boolean answering) {
    mayAnswer = new CountDownLatch(answering ? 0 : 1);
    server = SMTPServer.port(0).simpleMessageListener(this).build();
    server.start();
  }

  static SmtpServerForTests keeping() {
    return new SmtpServerForTests(true);
  }

  static SmtpServerForTests silent() {
    return new SmtpServerForTests(false);
  }

  int port() {
    return server.getPortAllocated();
  }

  List<byte[]> kept() {
    return List.copyOf(kept);
  }

  @Override
  public boolean accept(String from, String to) {
    return true;
  }

  @Override
  public void deliver(String from, String to, InputStream data) throws IOException {
    kept.add(data.readAllBytes());
    try {
      mayAnswer.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    mayAnswer.countDown();
    server.stop();
  }
}
