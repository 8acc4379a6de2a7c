package io.daybook.outside.notification;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A connection to the mail server that knows whether the mail under way may have been taken: the
 * server takes it after the line that ends it (RFC 5321, 4.1.1.4), and never before.
 */
final class SmtpConnection extends SMTPTransport {
  private boolean handedOver;
  private int mails;
  private long usedAt = System.nanoTime();

  SmtpConnection(Session session, String protocol) {
    super(session, null, protocol, "smtps".equals(protocol));
  }

  /** Sends a mail that is written. */
  void send(MimeMessage mail) throws MessagingException {
    handedOver = false;
    mails++;
    sendMessage(mail, mail.getAllRecipients());
    usedAt = System.nanoTime();
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    handedOver = true;
    super.finishData();
  }

  /** Whether the mail that was sent last may have been taken, whatever was answered. */
  boolean mayHaveSent() {
    return handedOver;
  }

  /** How many mails it was given. */
  int mails() {
    return mails;
  }

  /** When it was last of use, by {@link System#nanoTime}. */
  long usedAt() {
    return usedAt;
  }

  /** Ends it; whether the server says good-bye does not matter. */
  void leave() {
    try {
      close();
    } catch (MessagingException gone) {
      SmtpConnections.log.debug("The mail server did not say good-bye", gone);
    }
  }
}
