package io.daybook.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server that keeps the latest mails instead of handing them on. */
final class Mailbox implements AutoCloseable {
  private static final int MAX = 20_000;

  /** The operation by which faults are planned. */
  private static final String OPERATION = "mail";

  private final Faults faults;
  private final Deque<ReceivedMail> mails = new ArrayDeque<>();
  private final SMTPServer server;

  Mailbox(InetAddress host, int port, Faults faults) {
    this.faults = faults;
    server =
        SMTPServer.port(port).bindAddress(host).messageHandlerFactory(_ -> new Arrival()).build();
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

  /** One mail on its way in. */
  private final class Arrival implements MessageHandler {
    private final List<String> recipients = new ArrayList<>();
    private String from = "";

    @Override
    public void from(String sender) {
      from = sender;
    }

    @Override
    public void recipient(String to) throws RejectException {
      if (faults.strikes(Faults.Kind.ERROR, OPERATION, to)) {
        throw new RejectException(451, "4.3.0 Injected");
      }
      if (faults.strikes(Faults.Kind.DECLINE, OPERATION, to)) {
        throw new RejectException(550, "5.1.1 There is no such mailbox");
      }
      recipients.add(to);
    }

    @Override
    public @Nullable String data(InputStream data) throws IOException {
      var bytes = data.readAllBytes();
      for (var to : recipients) {
        keep(ReceivedMail.parse(from, to, bytes));
      }
      return null;
    }

    @Override
    public void done() {
      recipients.clear();
    }
  }

  private synchronized void keep(ReceivedMail mail) {
    mails.addLast(mail);
    if (mails.size() > MAX) {
      mails.removeFirst();
    }
  }
}
