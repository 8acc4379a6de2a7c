package io.daybook.relay.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointClientTest {
  private static final Duration LIMIT = Duration.ofMillis(700);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private RawEndpoint endpoint;
  private final AtomicInteger lookups = new AtomicInteger();

  @BeforeEach
  void open() throws IOException {
    endpoint = new RawEndpoint();
  }

  @AfterEach
  void close() throws IOException {
    endpoint.close();
  }

  @Test
  void it_posts_a_cloud_event_with_the_three_headers() throws Exception {
    endpoint.answers("HTTP/1.1 204 No Content\r\n\r\n");
    var answer = send(true, _ -> new InetAddress[] {LOOPBACK});
    assertThat(answer.isDelivered()).isTrue();
    assertThat(answer.status()).isEqualTo(204);
    assertThat(endpoint.received().getFirst())
        .startsWith("POST /hooks?x=1 HTTP/1.1\r\n")
        .containsIgnoringCase("content-type: application/cloudevents+json")
        .contains("webhook-id: id-1", "webhook-timestamp: 1", "webhook-signature: v1,")
        .containsIgnoringCase("user-agent: Daybook-Webhooks")
        .doesNotContainIgnoringCase("accept-encoding")
        .doesNotContainIgnoringCase("upgrade")
        .endsWith("\r\n\r\n{}");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void it_follows_no_redirect(int status) throws Exception {
    endpoint.answers(
        "HTTP/1.1 %d Elsewhere\r\nLocation: http://localhost:%d/inner\r\nContent-Length: 0\r\n\r\n"
            .formatted(status, endpoint.port()));
    var answer = send(true, _ -> new InetAddress[] {LOOPBACK});
    assertThat(answer.failure()).isEqualTo(Failure.REFUSED);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void a_name_that_leads_inside_is_not_called() throws Exception {
    var answer = send(false, _ -> new InetAddress[] {LOOPBACK});
    assertThat(answer.failure()).isEqualTo(Failure.NO_ADDRESS);
    assertThat(endpoint.received()).isEmpty();
  }

  /** The second look-up would lead inside; there is none. */
  @Test
  void the_address_that_was_checked_is_the_one_that_is_called() throws Exception {
    var answer =
        send(
            false,
            _ ->
                new InetAddress[] {
                  lookups.getAndIncrement() == 0 ? InetAddress.ofLiteral("240.1.1.1") : LOOPBACK
                });
    assertThat(answer.failure()).isEqualTo(Failure.NO_ADDRESS);
    answer =
        send(
            true,
            _ ->
                new InetAddress[] {
                  lookups.getAndIncrement() == 1 ? LOOPBACK : InetAddress.ofLiteral("192.0.2.1")
                });
    assertThat(lookups).hasValue(2);
    assertThat(answer.failure()).isNotEqualTo(Failure.NO_ADDRESS);
    assertThat(endpoint.received()).hasSize(1);
  }

  @Test
  void of_several_addresses_only_those_outside_are_called() throws Exception {
    var inner = new InnerNetworks(List.of());
    try (var names =
        new CheckedNames(
            _ -> new InetAddress[] {LOOPBACK, InetAddress.ofLiteral("1.1.1.1")},
            inner,
            false,
            LIMIT)) {
      assertThat(names.resolve("both.example")).containsExactly(InetAddress.ofLiteral("1.1.1.1"));
    }
  }

  @Test
  void a_host_that_nobody_knows_has_no_address() throws Exception {
    var answer =
        send(
            true,
            host -> {
              throw new UnknownHostException(host);
            });
    assertThat(answer.failure()).isEqualTo(Failure.NO_ADDRESS);
  }

  @Test
  void an_answer_that_drips_ends_at_the_limit() throws Exception {
    endpoint.drips("HTTP/1.1 200 OK\r\nX: ", Duration.ofMillis(20));
    var began = System.nanoTime();
    var answer = send(true, _ -> new InetAddress[] {LOOPBACK});
    assertThat(answer.failure()).isEqualTo(Failure.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(LIMIT.multipliedBy(5));
  }

  @Test
  void a_body_that_drips_ends_at_the_limit_too() throws Exception {
    endpoint.drips("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n", Duration.ofMillis(20));
    assertThat(send(true, _ -> new InetAddress[] {LOOPBACK}).failure())
        .isEqualTo(Failure.TIMED_OUT);
  }

  @Test
  void silence_ends_at_the_limit() throws Exception {
    endpoint.drips("", Duration.ofSeconds(60));
    assertThat(send(true, _ -> new InetAddress[] {LOOPBACK}).failure())
        .isEqualTo(Failure.TIMED_OUT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 999999999", "Transfer-Encoding: chunked"})
  void of_a_huge_answer_the_status_counts_and_the_rest_is_not_read(String header) throws Exception {
    endpoint.floods("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
    var answer = send(true, _ -> new InetAddress[] {LOOPBACK});
    assertThat(answer.isDelivered()).isTrue();
    assertThat(endpoint.sent()).isLessThan(20_000_000);
  }

  @Test
  void headers_without_end_are_no_answer() throws Exception {
    endpoint.answers("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(200) + "\r\n");
    assertThat(send(true, _ -> new InetAddress[] {LOOPBACK}).failure())
        .isEqualTo(Failure.UNREADABLE);
    endpoint.answers("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\n\r\n");
    assertThat(send(true, _ -> new InetAddress[] {LOOPBACK}).failure())
        .isEqualTo(Failure.UNREADABLE);
  }

  @Test
  void what_is_no_http_is_told_apart_from_nothing() throws Exception {
    endpoint.answers("SSH-2.0-OpenSSH_9.6\r\n\r\n");
    assertThat(send(true, _ -> new InetAddress[] {LOOPBACK}).isDelivered()).isFalse();
    endpoint.answers("");
    assertThat(send(true, _ -> new InetAddress[] {LOOPBACK}).failure()).isEqualTo(Failure.CUT_OFF);
    var port = endpoint.port();
    endpoint.close();
    assertThat(
            call("http://localhost:" + port + "/", true, _ -> new InetAddress[] {LOOPBACK})
                .failure())
        .isEqualTo(Failure.NOT_CONNECTED);
  }

  @Test
  void https_without_a_certificate_that_holds_is_not_trusted() throws Exception {
    endpoint.answersAtOnce("HTTP/1.1 200 OK\r\n\r\n");
    var answer =
        call("https://localhost:" + endpoint.port() + "/", true, _ -> new InetAddress[] {LOOPBACK});
    assertThat(answer.isDelivered()).isFalse();
    assertThat(answer.failure()).isEqualTo(Failure.NOT_TRUSTED);
  }

  @Test
  void how_long_the_receiver_wants_to_be_left_alone_is_believed_up_to_an_hour() throws Exception {
    endpoint.answers("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n");
    assertThat(send(true, _ -> new InetAddress[] {LOOPBACK}).retryAfter())
        .isEqualTo(Duration.ofMinutes(2));
    var now = Instant.parse("2026-11-29T08:00:00Z");
    assertThat(RetryAfter.of("999999999", now)).isEqualTo(Duration.ofHours(1));
    assertThat(RetryAfter.of("Sun, 29 Nov 2026 08:10:00 GMT", now))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(RetryAfter.of("Sun, 29 Nov 2020 08:10:00 GMT", now)).isZero();
    assertThat(RetryAfter.of("soon", now)).isNull();
  }

  private Answer send(boolean unsafe, CheckedNames.Lookup lookup) throws Exception {
    return call("http://shop.example:" + endpoint.port() + "/hooks?x=1", unsafe, lookup);
  }

  private static Answer call(String address, boolean unsafe, CheckedNames.Lookup lookup)
      throws IOException, NoSuchAlgorithmException {
    var inner = new InnerNetworks(List.of());
    try (var names = new CheckedNames(lookup, inner, unsafe, LIMIT);
        var client =
            new EndpointClient(
                EndpointConnections.client(names, SSLContext.getDefault(), 4, LIMIT),
                LIMIT,
                65_536)) {
      var body = "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
      var message =
          SignedMessage.of("id-1", Instant.ofEpochSecond(1), body, List.of(SigningSecret.random()));
      return client.send(URI.create(address), message);
    }
  }
}
