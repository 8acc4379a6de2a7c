package io.daybook.outside.notification;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Connections to the mail server that are kept open for the next mail, for some seconds. */
final class SmtpConnections implements AutoCloseable {
  static final Logger log = LoggerFactory.getLogger(SmtpConnections.class);

  /** Servers may wait for minutes (RFC 5321, 4.5.3.2.7); what is between us may forget sooner. */
  private static final Duration IDLE = Duration.ofSeconds(5);

  /** Many servers end a connection after so many. */
  private static final int MOST_MAILS = 100;

  private final JavaMailSenderImpl server;
  private final ConcurrentLinkedDeque<SmtpConnection> kept = new ConcurrentLinkedDeque<>();
  private final AtomicBoolean willLook = new AtomicBoolean();
  private final ScheduledExecutorService idle =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("mail-connections").factory());

  SmtpConnections(JavaMailSenderImpl server) {
    this.server = server;
  }

  /** One that has carried a mail before, or null when there is none. Whether it is broken shows. */
  @Nullable SmtpConnection takeKept() {
    return kept.pollFirst();
  }

  SmtpConnection open() throws MessagingException {
    var protocol = Objects.requireNonNullElse(server.getProtocol(), "smtp");
    var connection = new SmtpConnection(server.getSession(), protocol);
    connection.connect(
        server.getHost(), server.getPort(), server.getUsername(), server.getPassword());
    return connection;
  }

  /** Takes one back over which all is well. */
  void keep(SmtpConnection connection) {
    if (connection.mails() >= MOST_MAILS || idle.isShutdown()) {
      connection.leave();
      return;
    }
    kept.addFirst(connection);
    if (willLook.compareAndSet(false, true)) {
      lookLater();
    }
  }

  private void lookLater() {
    try {
      var unused = idle.schedule(this::look, IDLE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closed) {
      closeKept(0);
    }
  }

  private void look() {
    closeKept(IDLE.toNanos());
    willLook.set(false);
    if (!kept.isEmpty() && willLook.compareAndSet(false, true)) {
      lookLater();
    }
  }

  /** The one that was of use last is the first. */
  private void closeKept(long idleNanos) {
    for (var last = kept.pollLast(); last != null; last = kept.pollLast()) {
      if (System.nanoTime() - last.usedAt() < idleNanos) {
        kept.addLast(last);
        return;
      }
      last.leave();
    }
  }

  @Override
  public void close() {
    idle.shutdownNow();
    closeKept(0);
  }
}
