package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** A caller has his share, and no longer than it takes. */
@TestPropertySource(
    properties = {
      "daybook.limits.requests=40",
      "daybook.limits.per=1h",
      "daybook.limits.body-within=1s"
    })
@DirtiesContext
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LimitsIT extends PlatformForTests {

  @Test
  @Order(2)
  void who_asks_more_than_his_share_is_told_when_to_come_again() {
    var first = exchange("GET", "/api/products/NONE", "");
    assertThat(first.headers().firstValue("RateLimit-Policy")).hasValue("\"caller\";q=40;w=3600");
    assertThat(first.headers().firstValue("RateLimit").orElse(""))
        .matches("\"caller\";r=\\d+;t=\\d+");
    for (int asked = 0; asked < 40; asked++) {
      exchange("GET", "/api/products/NONE", "");
    }
    var refused = exchange("GET", "/api/products/NONE", "");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.body()).contains("/problems/too-many-requests");
    assertThat(refused.headers().firstValue("RateLimit").orElse(""))
        .startsWith("\"caller\";r=0;t=");
    assertThat(Long.parseLong(refused.headers().firstValue("Retry-After").orElse("0")))
        .isBetween(1L, 3600L);
    assertThat(exchange("POST", "/graphql", "{\"query\": \"{__typename}\"}").statusCode())
        .isEqualTo(429);
    assertThat(exchange("GET", "/actuator/health/liveness", "").statusCode()).isEqualTo(200);
    assertThat(exchange("GET", "/problems/too-many-requests", "").statusCode()).isEqualTo(200);
  }

  /** A byte every now and then is not silence, so only a deadline of the whole body ends it. */
  @Test
  @Order(1)
  void a_body_that_only_trickles_ends_early() throws Exception {
    try (var socket = new Socket("localhost", port);
        var clock = Executors.newSingleThreadScheduledExecutor()) {
      socket.setSoTimeout(60_000);
      var out = socket.getOutputStream();
      var head =
          """
          POST /api/products HTTP/1.1\r
          Host: x\r
          Authorization: %s\r
          Content-Type: application/json\r
          Content-Length: 1000000\r
          \r
          """
              .formatted(bearer("slow"));
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      var trickle = clock.scheduleAtFixedRate(() -> writeByte(out), 0, 50, TimeUnit.MILLISECONDS);
      var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 408").contains("Connection: close");
      assertThat(answer).contains("/problems/request-timeout");
      trickle.cancel(true);
    }
  }

  /** The schedule ends when the platform has hung up. */
  private static void writeByte(OutputStream out) {
    try {
      out.write(' ');
    } catch (IOException hungUp) {
      throw new UncheckedIOException(hungUp);
    }
  }
}
