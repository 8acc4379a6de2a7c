package io.daybook.outside.notification;

import io.daybook.outside.call.NotDoneException;
import io.daybook.outside.call.RefusedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Mail by SMTP, as plain text and HTML. A connection carries one mail after another while they
 * come; one that turns out to be broken before a mail was handed over is replaced. The {@code
 * Message-ID} follows from the key, so that a reader may drop repetitions.
 */
public final class SmtpMailer implements Mailer, AutoCloseable {

  /** Return codes from here on are refusals (RFC 5321, 4.2.1). */
  private static final int FIRST_REFUSAL = 400;

  /** Refusals from here on are for ever (RFC 5321, 4.2.1). */
  private static final int FIRST_FOR_EVER = 500;

  /** Not about the mail: commands out of order, and who we are (RFC 5321, 4.2.2; RFC 4954, 6). */
  private static final Set<Integer> OF_THE_SESSION = Set.of(503, 530, 534, 535, 538);

  /** The server closes the connection (RFC 5321, 3.8). */
  private static final int GOOD_BYE = 421;

  /** What the last line of a mail is sent as. */
  private static final String END_OF_MAIL = ".";

  private final JavaMailSenderImpl sender;
  private final SmtpConnections connections;
  private final String from;
  private final String customerDomain;

  /**
   * @param customerDomain the orders' customers are reached at {@code <order>@<this>}: the shop's
   *     mail gateway knows who that is, and the log holds no address that would have to be
   *     forgotten
   */
  public SmtpMailer(JavaMailSenderImpl sender, String from, String customerDomain) {
    this.sender = sender;
    this.connections = new SmtpConnections(sender);
    this.from = from;
    this.customerDomain = customerDomain;
  }

  @Override
  public void send(Mail mail) {
    var message = written(mail);
    var kept = connections.takeKept();
    if (kept == null || !isSent(message, kept)) {
      send(message, opened());
    }
  }

  @Override
  public void close() {
    connections.close();
  }

  /** A kept connection may have been broken for long: that shows before anything is handed over. */
  private boolean isSent(MimeMessage message, SmtpConnection kept) {
    try {
      kept.send(message);
    } catch (MessagingException failure) {
      kept.leave();
      if (!kept.mayHaveSent() && isOfTheConnection(failure)) {
        return false;
      }
      throw judged(failure, kept);
    }
    connections.keep(kept);
    return true;
  }

  private void send(MimeMessage message, SmtpConnection fresh) {
    try {
      fresh.send(message);
    } catch (MessagingException failure) {
      fresh.leave();
      throw judged(failure, fresh);
    }
    connections.keep(fresh);
  }

  private SmtpConnection opened() {
    try {
      return connections.open();
    } catch (MessagingException failure) {
      throw new NotDoneException(text(failure), failure);
    }
  }

  private MimeMessage written(Mail mail) {
    try {
      var message = message(mail);
      message.setSentDate(Date.from(Instant.now()));
      message.saveChanges();
      return message;
    } catch (MessagingException failure) {
      throw new RefusedException("The mail cannot be written: " + failure);
    }
  }

  private MimeMessage message(Mail mail) throws MessagingException {
    var message =
        new MimeMessage(sender.getSession()) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + mail.key() + "@daybook>");
          }
        };
    message.setFrom(new InternetAddress(from));
    message.setRecipient(
        MimeMessage.RecipientType.TO, new InternetAddress(mail.orderId() + "@" + customerDomain));
    message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
    // Readers take the last form they can show (RFC 2046, 5.1.4), so the plain one comes first.
    message.setContent(
        new MimeMultipart("alternative", part(mail.text(), "plain"), part(mail.html(), "html")));
    return message;
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(content, StandardCharsets.UTF_8.name(), subtype);
    return part;
  }

  private static RuntimeException judged(MessagingException failure, SmtpConnection connection) {
    if (isOfThisMail(failure)) {
      return new RefusedException(text(failure));
    }
    return connection.mayHaveSent() && !isRefusal(failure)
        ? new MailSendException(text(failure), failure)
        : new NotDoneException(text(failure), failure);
  }

  /** Nobody has answered, or with good-bye (RFC 5321, 3.8). */
  private static boolean isOfTheConnection(MessagingException failure) {
    var code = -1;
    for (Exception next = failure;
        next instanceof MessagingException one;
        next = one.getNextException()) {
      if (one instanceof SMTPSendFailedException command) {
        code = Math.max(code, command.getReturnCode());
      } else if (one instanceof SMTPAddressFailedException recipient) {
        code = Math.max(code, recipient.getReturnCode());
      }
    }
    return code < FIRST_REFUSAL || code == GOOD_BYE;
  }

  /** The server will never take it: there is no such recipient, or it dislikes what is written. */
  private static boolean isOfThisMail(MessagingException failure) {
    if (failure instanceof SMTPSendFailedException said) {
      return END_OF_MAIL.equals(said.getCommand()) && isForEver(said.getReturnCode());
    }
    for (Exception next = failure;
        next instanceof MessagingException one;
        next = one.getNextException()) {
      if (one instanceof SMTPAddressFailedException recipient) {
        return isForEver(recipient.getReturnCode());
      }
    }
    return false;
  }

  private static boolean isForEver(int code) {
    return code >= FIRST_FOR_EVER && !OF_THE_SESSION.contains(code);
  }

  /** A connection that breaks after the mail was handed over has no return code. */
  private static boolean isRefusal(MessagingException failure) {
    return failure instanceof SendFailedException
        && !(failure instanceof SMTPSendFailedException unclear
            && unclear.getReturnCode() < FIRST_REFUSAL);
  }

  private static String text(MessagingException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
