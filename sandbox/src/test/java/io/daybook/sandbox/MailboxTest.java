package io.daybook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class MailboxTest {

  @Test
  void a_mail_that_was_sent_is_shown() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null)) {
      send(sandbox.smtpPort());
      var json = get(sandbox, "/mails");
      assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
      var mails = JsonMapper.shared().readTree(json.body());
      assertThat(mails).hasSize(1);
      var mail = mails.path(0);
      assertThat(mail.propertyNames())
          .containsExactlyInAnyOrder("from", "to", "messageId", "subject", "text", "html");
      assertThat(mail.path("from").asString()).isEqualTo("shop@here.example");
      assertThat(mail.path("to").asString()).isEqualTo("customer@there.example");
      assertThat(mail.path("messageId").asString()).startsWith("<").endsWith(">");
      assertThat(mail.path("subject").asString()).isEqualTo("Grüße");
      assertThat(mail.path("text").asString()).isEqualTo("£5\nfive");
      assertThat(mail.path("html").asString()).isEqualTo("<p>£5</p>");

      var page = get(sandbox, "/mails.html");
      assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
      assertThat(page.body()).contains("<h2>Grüße</h2>", "srcdoc=\"&lt;p&gt;£5&lt;/p&gt;\"");
    }
  }

  @Test
  void a_mailbox_fails_and_refuses_as_planned() throws Exception {
    try (var sandbox = new SandboxServer(0, 0, null)) {
      plan(sandbox, Faults.Kind.ERROR);
      assertThatThrownBy(() -> send(sandbox.smtpPort())).rootCause().hasMessageContaining("451");
      plan(sandbox, Faults.Kind.DECLINE);
      assertThatThrownBy(() -> send(sandbox.smtpPort())).rootCause().hasMessageContaining("550");
      sandbox.faults().plan(new Faults.Plan(0, List.of()));
      send(sandbox.smtpPort());
      assertThat(JsonMapper.shared().readTree(get(sandbox, "/mails").body())).hasSize(1);
      assertThat(sandbox.faults().injected()).containsEntry("mail/ERROR", 1);
    }
  }

  private static void plan(SandboxServer sandbox, Faults.Kind fault) {
    sandbox.faults().plan(new Faults.Plan(1, List.of(Faults.Rule.always("mail", fault))));
  }

  private static void send(int port) throws MessagingException {
    var properties = new Properties();
    properties.put("mail.smtp.host", "localhost");
    properties.put("mail.smtp.port", Integer.toString(port));
    var message = new MimeMessage(Session.getInstance(properties));
    message.setFrom(new InternetAddress("shop@here.example"));
    message.setRecipients(MimeMessage.RecipientType.TO, "customer@there.example");
    message.setSubject("Grüße", "UTF-8");
    var text = new MimeBodyPart();
    text.setText("£5\nfive", "UTF-8", "plain");
    var html = new MimeBodyPart();
    html.setText("<p>£5</p>", "UTF-8", "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    Transport.send(message);
  }

  private static HttpResponse<String> get(SandboxServer sandbox, String path)
      throws IOException, InterruptedException {
    var uri = URI.create("http://localhost:" + sandbox.port() + path);
    try (var http = HttpClient.newHttpClient()) {
      return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
