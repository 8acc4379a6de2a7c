package io.daybook.outside.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.NotDoneException;
import io.daybook.outside.call.RefusedException;
import io.daybook.schema.order.OrderId;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpMailerTest {
  private static final OrderId ORDER = new OrderId(new UUID(0, 1));
  private static final Mailer.Mail MAIL =
      new Mailer.Mail(
          IdempotencyKey.of(ORDER, "mail/test"),
          ORDER,
          "Grüße – 你好",
          "Plain – 你好 £5\n\nEnd\n",
          "<p>HTML – 你好 £5</p>\n");

  @Test
  void a_mail_has_plain_text_and_then_html_in_utf_8() throws MessagingException, IOException {
    try (var server = SmtpServerForTests.keeping()) {
      mailer(server.port()).send(MAIL);
      var message = new MimeMessage(null, new ByteArrayInputStream(server.kept().getFirst()));
      assertThat(message.getMessageID()).isEqualTo("<" + MAIL.key() + "@daybook>");
      assertThat(message.getSubject()).isEqualTo(MAIL.subject());
      assertThat(message.getHeader("From")).containsExactly("shop@here.example");
      assertThat(message.getHeader("To")).containsExactly(ORDER + "@there.example");
      assertThat(message.isMimeType("multipart/alternative")).isTrue();
      var parts = (MimeMultipart) message.getContent();
      assertThat(parts.getCount()).isEqualTo(2);
      assertPart(parts, 0, "text/plain; charset=UTF-8", MAIL.text());
      assertPart(parts, 1, "text/html; charset=UTF-8", MAIL.html());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 no such mailbox",
    "RCPT, 552 5.2.2 full for ever",
    "RCPT, 554 5.7.1 not you",
    "., 554 5.7.1 we dislike its words",
    "., 552 5.3.4 too large"
  })
  void a_mail_that_the_server_will_never_take_is_refused(String command, String answer)
      throws IOException {
    try (var server = AbruptSmtpServer.thatSays(command, answer)) {
      assertThatThrownBy(() -> mailer(server.port()).send(MAIL))
          .isInstanceOf(RefusedException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT, 421 4.3.2 we are closing",
    "CONNECT, 554 5.3.2 no mail here today",
    "MAIL, 550 5.7.1 we do not know the shop",
    "MAIL, 530 5.7.0 who are you",
    "MAIL, 451 4.3.0 later",
    "MAIL, 421 4.3.2 we are closing",
    "RCPT, 450 4.2.1 busy",
    "RCPT, 530 5.7.0 who are you",
    "., 451 4.3.0 later",
    "., 421 4.3.2 we are closing"
  })
  void a_server_that_takes_no_mail_now_was_certainly_sent_none(String command, String answer)
      throws IOException {
    try (var server = AbruptSmtpServer.thatSays(command, answer)) {
      assertThatThrownBy(() -> mailer(server.port()).send(MAIL))
          .isInstanceOf(NotDoneException.class);
    }
  }

  @Test
  void a_server_that_does_not_greet_was_certainly_sent_none() throws IOException {
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> mailer(silent.getLocalPort()).send(MAIL))
          .isInstanceOf(NotDoneException.class);
    }
  }

  @Test
  void a_mail_to_nobody_who_listens_was_certainly_not_sent() throws IOException {
    int port;
    try (var server = SmtpServerForTests.keeping()) {
      port = server.port();
    }
    assertThatThrownBy(() -> mailer(port).send(MAIL)).isInstanceOf(NotDoneException.class);
  }

  @Test
  void a_mail_without_an_answer_may_have_been_sent() throws IOException {
    try (var server = SmtpServerForTests.silent()) {
      assertThatThrownBy(() -> mailer(server.port()).send(MAIL))
          .isInstanceOf(RuntimeException.class)
          .isNotInstanceOf(NotDoneException.class);
      assertThat(server.kept()).hasSize(1);
    }
  }

  @Test
  void a_mail_that_was_taken_is_sent_even_if_nobody_says_good_bye() throws IOException {
    try (var server = AbruptSmtpServer.thatHangsUp(AbruptSmtpServer.When.AT_GOOD_BYE)) {
      assertThatCode(
              () -> {
                try (var mailer = mailer(server.port())) {
                  mailer.send(MAIL);
                }
              })
          .doesNotThrowAnyException();
    }
  }

  @Test
  void a_mail_that_was_handed_over_without_an_answer_may_have_been_sent() throws IOException {
    try (var server = AbruptSmtpServer.thatHangsUp(AbruptSmtpServer.When.AFTER_THE_MAIL)) {
      assertThatThrownBy(() -> mailer(server.port()).send(MAIL))
          .isInstanceOf(RuntimeException.class)
          .isNotInstanceOf(NotDoneException.class);
    }
  }

  @Test
  void one_connection_carries_many_mails() throws IOException {
    try (var server = AbruptSmtpServer.thatHangsUp(AbruptSmtpServer.When.AT_GOOD_BYE);
        var mailer = mailer(server.port())) {
      for (int i = 0; i < 50; i++) {
        mailer.send(MAIL);
      }
      assertThat(server.taken()).isEqualTo(50);
      assertThat(server.connections()).isOne();
    }
  }

  @Test
  void a_kept_connection_that_turns_out_to_be_broken_is_replaced_and_the_mail_sent_once()
      throws IOException {
    try (var server = AbruptSmtpServer.thatHangsUp(AbruptSmtpServer.When.AT_THE_SECOND_MAIL);
        var mailer = mailer(server.port())) {
      for (int i = 1; i <= 5; i++) {
        mailer.send(MAIL);
        assertThat(server.taken()).isEqualTo(i);
      }
      assertThat(server.connections()).isEqualTo(5);
    }
  }

  @Test
  void a_mail_handed_over_to_a_kept_connection_without_an_answer_is_not_sent_again()
      throws IOException {
    try (var server = AbruptSmtpServer.thatHangsUp(AbruptSmtpServer.When.AFTER_THE_SECOND_MAIL);
        var mailer = mailer(server.port())) {
      mailer.send(MAIL);
      assertThatThrownBy(() -> mailer.send(MAIL))
          .isInstanceOf(RuntimeException.class)
          .isNotInstanceOf(NotDoneException.class);
      assertThat(server.connections()).isOne();
    }
  }

  private static SmtpMailer mailer(int port) {
    var sender = new JavaMailSenderImpl();
    sender.setHost("localhost");
    sender.setPort(port);
    sender.getJavaMailProperties().put("mail.smtp.timeout", "500");
    return new SmtpMailer(sender, "shop@here.example", "there.example");
  }

  private static void assertPart(MimeMultipart parts, int index, String type, String content)
      throws MessagingException, IOException {
    var part = parts.getBodyPart(index);
    assertThat(part.getContentType()).isEqualTo(type);
    assertThat(((String) part.getContent()).replace("\r\n", "\n")).isEqualTo(content);
  }
}
