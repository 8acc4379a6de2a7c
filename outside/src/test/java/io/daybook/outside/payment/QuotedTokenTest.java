package io.daybook.outside.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpServer;
import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.call.AttemptForTests;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.schema.payment.PaymentId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.joda.money.Money;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that quotes in its errors the token that it was sent. */
class QuotedTokenTest {
  private static final String TOKEN = "tok_4242ofAda";

  private final PaymentId payment = new PaymentId(new OrderId(UUID.randomUUID()));
  private HttpServer provider;
  private int status;
  private String code;

  @BeforeEach
  void start() throws IOException {
    provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    provider.createContext(
        "/",
        asked -> {
          var body =
              """
              {"error": {"type": "invalid_request_error", "code": "%s", "param": "card",
                         "message": "Not now: '%s'"}}
              """
                  .formatted(code, TOKEN)
                  .getBytes(UTF_8);
          asked.sendResponseHeaders(status, body.length);
          asked.getResponseBody().write(body);
          asked.close();
        });
    provider.start();
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  /** What the failure says becomes the {@code last_failure} of a call, and a line of the log. */
  @ParameterizedTest
  @CsvSource({
    "500, api_error",
    "400, parameter_unknown",
    "401, api_key_expired",
    "429, rate_limit"
  })
  void is_not_quoted_by_us(int answered, String why) {
    status = answered;
    code = why;
    var gateway =
        new StripeGateway(
            "http://localhost:" + provider.getAddress().getPort(),
            "sk_test",
            "whsec",
            Duration.ofSeconds(5),
            Clock.systemUTC());
    var past =
        new AttemptForTests(IdempotencyKey.of(payment, "authorize"), Clock.systemUTC()).past();
    var failure =
        catchThrowable(
            () ->
                gateway.authorize(past, payment, new PaymentToken(TOKEN), Money.parse("GBP 1.00")));
    assertThat(failure).isInstanceOf(RuntimeException.class);
    assertThat(failure.toString()).contains("Not now").doesNotContain(TOKEN);
  }
}
