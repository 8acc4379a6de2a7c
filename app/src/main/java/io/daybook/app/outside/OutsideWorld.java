package io.daybook.app.outside;

import io.daybook.outside.call.OutsideProperties;
import io.daybook.outside.notification.Mailer;
import io.daybook.outside.notification.SmtpMailer;
import io.daybook.outside.payment.PaymentGateway;
import io.daybook.outside.payment.PaymentKeyProperties;
import io.daybook.outside.payment.StripeGateway;
import io.daybook.outside.shipping.Carrier;
import io.daybook.outside.shipping.HttpCarrier;
import io.daybook.sandbox.SandboxServer;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * The adapters to the outside world; the sandbox differs from production by its addresses alone.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  OutsideWorldProperties.class,
  OutsideProperties.class,
  PaymentKeyProperties.class
})
public class OutsideWorld {

  /** Where everything is. */
  record Addresses(String payment, String carrier, String mailHost, int mailPort) {}

  @Bean
  @ConditionalOnProperty(
      name = "daybook.outside-world.sandbox",
      havingValue = "true",
      matchIfMissing = true)
  SandboxServer sandboxServer(OutsideWorldProperties properties) throws IOException {
    var file = properties.sandboxFile();
    try {
      return new SandboxServer(
          properties.sandboxHost(),
          properties.sandboxPort(),
          0,
          file.isEmpty() ? null : Path.of(file));
    } catch (BindException taken) {
      throw new PortInUseException(properties.sandboxPort(), taken);
    }
  }

  @Bean
  Addresses addresses(OutsideWorldProperties properties, Optional<SandboxServer> sandbox) {
    return sandbox
        .map(
            server -> {
              var url = "http://localhost:" + server.port();
              return new Addresses(url, url, "localhost", server.smtpPort());
            })
        .orElseGet(
            () ->
                new Addresses(
                    properties.paymentUrl(),
                    Objects.requireNonNull(properties.carrierUrl()),
                    properties.mailHost(),
                    properties.mailPort()));
  }

  @Bean
  PaymentGateway paymentGateway(
      Addresses addresses,
      OutsideWorldProperties properties,
      OutsideProperties patience,
      Clock clock) {
    return new StripeGateway(
        addresses.payment(),
        properties.paymentKey(),
        properties.webhookSecret(),
        patience.payment().answerWithin(),
        clock);
  }

  @Bean
  Carrier carrier(Addresses addresses, OutsideProperties patience) {
    return new HttpCarrier(addresses.carrier(), patience.carrier().answerWithin());
  }

  @Bean
  Mailer mailer(
      Addresses addresses, OutsideWorldProperties properties, OutsideProperties patience) {
    var sender = new JavaMailSenderImpl();
    sender.setHost(addresses.mailHost());
    sender.setPort(addresses.mailPort());
    var millis = Long.toString(patience.mail().answerWithin().toMillis());
    sender.getJavaMailProperties().put("mail.smtp.connectiontimeout", millis);
    sender.getJavaMailProperties().put("mail.smtp.timeout", millis);
    sender.getJavaMailProperties().put("mail.smtp.writetimeout", millis);
    return new SmtpMailer(sender, properties.mailFrom(), properties.customerDomain());
  }

  /** A sandbox of our own tells us of payments, as the real provider would. */
  @Bean
  ApplicationListener<WebServerInitializedEvent> webhookOfSandbox(
      Optional<SandboxServer> sandbox, OutsideWorldProperties properties) {
    return started ->
        sandbox.ifPresent(
            server ->
                server.tell(
                    URI.create(
                        "http://localhost:"
                            + started.getWebServer().getPort()
                            + "/api/webhooks/payments"),
                    properties.webhookSecret()));
  }
}
