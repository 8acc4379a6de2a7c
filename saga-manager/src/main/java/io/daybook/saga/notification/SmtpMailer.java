package io.daybook.saga.notification;

import io.daybook.saga.call.NotDoneException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Mail by SMTP, as plain text and HTML. The {@code Message-ID} follows from the key, so that a
 * reader may drop repetitions.
 */
public final class SmtpMailer implements Mailer {
  private static final Logger log = LoggerFactory.getLogger(SmtpMailer.class);

  /** Return codes from here on are refusals (RFC 5321, 4.2.1). */
  private static final int FIRST_REFUSAL = 400;

  private final JavaMailSenderImpl sender;
  private final String from;
  private final String customerDomain;

  /**
   * @param customerDomain the orders' customers are reached at {@code <order>@<this>}: the shop's
   *     mail gateway knows who that is, and the log holds no address that would have to be
   *     forgotten
   */
  public SmtpMailer(JavaMailSenderImpl sender, String from, String customerDomain) {
    this.sender = sender;
    this.from = from;
    this.customerDomain = customerDomain;
  }

  @Override
  public void send(Mail mail) {
    try {
      sender.send(message(mail));
    } catch (MailSendException failure) {
      if (!failure.getFailedMessages().isEmpty()) {
        throw certainlyNotSent(failure) ? new NotDoneException(text(failure), failure) : failure;
      }
      log.debug("The server took the mail, and did not say good-bye", failure);
    } catch (MailException failure) {
      throw new NotDoneException(text(failure), failure);
    } catch (MessagingException failure) {
      throw new NotDoneException("The mail cannot be written", failure);
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

  /** The server was not reached, or said no. */
  private static boolean certainlyNotSent(MailSendException failure) {
    for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return failure.getFailedMessages().values().stream().allMatch(SmtpMailer::isRefusal);
  }

  /** A connection that breaks after the mail was handed over has no return code. */
  private static boolean isRefusal(Exception failure) {
    return failure instanceof SendFailedException
        && !(failure instanceof SMTPSendFailedException unclear
            && unclear.getReturnCode() < FIRST_REFUSAL);
  }

  private static String text(MailException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
