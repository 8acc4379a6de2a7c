package io.daybook.sandbox;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A mail as its reader sees it: decoded.
 *
 * @param from of the envelope
 * @param to of the envelope
 * @param messageId the header {@code Message-ID}, empty when there is none
 * @param subject empty when there is none
 * @param text the first part of plain text, empty when there is none; lines end with {@code \n}
 * @param html the first part of HTML, or null
 */
record ReceivedMail(
    String from, String to, String messageId, String subject, String text, @Nullable String html) {
  private static final Session SESSION = Session.getInstance(new Properties());

  /** Reads a mail (RFC 5322, MIME). What cannot be read is kept as the text: none is lost. */
  static ReceivedMail parse(String from, String to, byte[] raw) {
    try {
      var message = new MimeMessage(SESSION, new ByteArrayInputStream(raw));
      return new ReceivedMail(
          from,
          to,
          Objects.requireNonNullElse(message.getMessageID(), ""),
          Objects.requireNonNullElse(message.getSubject(), ""),
          Objects.requireNonNullElse(first(message, "text/plain"), ""),
          first(message, "text/html"));
    } catch (MessagingException | IOException unreadable) {
      var text = lines(new String(raw, StandardCharsets.UTF_8));
      return new ReceivedMail(from, to, "", "", text, null);
    }
  }

  private static @Nullable String first(Part part, String type)
      throws MessagingException, IOException {
    if (Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())) {
      return null;
    }
    if (part.isMimeType(type) && part.getContent() instanceof String content) {
      return lines(content);
    }
    if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
      for (int i = 0; i < parts.getCount(); i++) {
        var found = first(parts.getBodyPart(i), type);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static String lines(String text) {
    return text.replace("\r\n", "\n");
  }
}
