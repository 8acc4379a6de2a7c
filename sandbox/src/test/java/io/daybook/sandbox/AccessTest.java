package io.daybook.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may ask the sandbox for what. */
class AccessTest {
  private static final String AIM = "{\"url\": \"http://localhost:1/\", \"secret\": \"s\"}";
  private static final String JSON = "application/json";

  private SandboxServer sandbox;

  @BeforeEach
  void start() throws IOException {
    sandbox = new SandboxServer(0, 0, null);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /webhook",
    "POST, /webhook",
    "POST, /faults",
    "DELETE, /faults",
    "POST, /clock",
    "POST, /mails",
    "DELETE, /v1/payment_intents",
    "GET, /v1/payment_intents/pi_1/capture",
    "GET, /v1/payment_intents/pi_1/cancel",
    "POST, /carrier/bookings/1",
    "PUT, /totals",
    "BREW, /v1/refunds"
  })
  void another_method_is_refused_and_the_right_ones_named(String method, String path)
      throws Exception {
    var answer = ask(method, path, AIM, JSON, null);
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, /webhook",
    "PUT, /faults",
    "PUT, /clock",
    "POST, /v1/refunds",
    "DELETE, /carrier/bookings/1"
  })
  void a_page_of_others_changes_nothing(String method, String path) throws Exception {
    assertThat(ask(method, path, "{}", JSON, "https://evil.example").statusCode()).isEqualTo(403);
    assertThat(ask(method, path, "{}", JSON, "http://localhost.evil.example").statusCode())
        .isEqualTo(403);
    assertThat(ask(method, path, "{}", JSON, "null").statusCode()).isEqualTo(403);
  }

  @Test
  void what_aims_the_sandbox_takes_json_only() throws Exception {
    assertThat(ask("PUT", "/webhook", AIM, "text/plain", null).statusCode()).isEqualTo(415);
    assertThat(ask("PUT", "/webhook", AIM, null, null).statusCode()).isEqualTo(415);
    assertThat(ask("PUT", "/webhook", AIM, JSON, null).statusCode()).isEqualTo(204);
    assertThat(ask("PUT", "/webhook", AIM, JSON, "http://localhost:12111").statusCode())
        .isEqualTo(204);
  }

  @Test
  void the_clock_is_moved_on_and_never_back() throws Exception {
    assertThat(ask("PUT", "/clock", "{\"advance\": \"PT25H\"}", JSON, null).statusCode())
        .isEqualTo(200);
    assertThat(ask("PUT", "/clock", "{\"advance\": \"-PT1H\"}", JSON, null).statusCode())
        .isEqualTo(400);
    assertThat(ask("PUT", "/clock", "{\"advance\": \"soon\"}", JSON, null).statusCode())
        .isEqualTo(400);
  }

  @Test
  void it_is_reached_from_this_machine_alone_unless_told_otherwise() throws Exception {
    var outside = address();
    Assumptions.assumeTrue(outside.isPresent(), "this machine has a loopback address only");
    assertThatThrownBy(() -> connect(outside.get(), sandbox.port()))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> connect(outside.get(), sandbox.smtpPort()))
        .isInstanceOf(IOException.class);
    try (var open = new SandboxServer("0.0.0.0", 0, 0, null)) {
      connect(outside.get(), open.port());
      connect(outside.get(), open.smtpPort());
    }
  }

  private static Optional<InetAddress> address() throws IOException {
    return NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(one -> !one.isLoopbackAddress() && !one.isLinkLocalAddress())
        .findFirst();
  }

  private static void connect(InetAddress address, int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 2_000);
    }
  }

  private HttpResponse<String> ask(
      String method, String path, String body, String type, String origin) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + sandbox.port() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (type != null) {
      request.header("Content-Type", type);
    }
    if (origin != null) {
      request.header("Origin", origin);
    }
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
