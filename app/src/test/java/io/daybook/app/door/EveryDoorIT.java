package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.Daybook;
import io.daybook.app.access.IssuerForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process of each role alone: its door keeps the same limits and answers in the same words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryDoorIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** What is posted to at each role; projections take no body. */
  private static final Map<String, String> POSTED =
      Map.of(
          "command", "/api/products",
          "saga", "/api/operations/reconciliations",
          "projection", "/api/operations/projections/stock/dead-letters/retry",
          "query", "/graphql");

  private final Map<String, ConfigurableApplicationContext> roles = new HashMap<>();

  private record Reply(int status, String type, JsonNode body) {}

  @BeforeAll
  void startEach() {
    var database = PostgresForTests.newDatabase();
    for (var role : List.of("projection", "command", "saga", "query")) {
      var context =
          new SpringApplicationBuilder(Daybook.class)
              .run(
                  "--daybook.roles=" + role,
                  "--server.port=0",
                  "--daybook.database=external",
                  "--daybook.demo=false",
                  "--daybook.outside-world.sandbox-port=0",
                  "--daybook.outside-world.sandbox-file=",
                  "--spring.datasource.hikari.maximum-pool-size=10",
                  "--spring.datasource.url=" + database.url(),
                  "--spring.datasource.username=" + database.user(),
                  "--spring.datasource.password=" + database.password());
      roles.put(role, context);
      PostgresForTests.closeFirst(context);
    }
  }

  @AfterAll
  void stopThem() {
    roles.values().forEach(ConfigurableApplicationContext::close);
  }

  static Stream<String> roles() {
    return POSTED.keySet().stream();
  }

  static Stream<String> rolesThatReadBodies() {
    return roles().filter(role -> !role.equals("projection"));
  }

  @ParameterizedTest
  @MethodSource("roles")
  void a_huge_body_that_is_announced_is_refused_before_it_is_read(String role) {
    var huge = BodyPublishers.ofString("{\"name\":\"" + "x".repeat(1 << 21) + "\"}");
    assertProblem(post(role, huge, "application/json"), 413, "body-too-large");
  }

  @ParameterizedTest
  @MethodSource("rolesThatReadBodies")
  void a_huge_body_that_is_not_announced_is_refused_while_it_is_read(String role) {
    var piece = " ".repeat(1 << 18).getBytes(StandardCharsets.UTF_8);
    var pieces = BodyPublishers.ofByteArrays(List.of(piece, piece, piece, piece, piece));
    assertProblem(post(role, pieces, "application/json"), 413, "body-too-large");
  }

  @ParameterizedTest
  @MethodSource("rolesThatReadBodies")
  void text_that_postgresql_cannot_hold_is_refused(String role) {
    var field = Map.of("command", "name", "saga", "since", "query", "query").get(role);
    for (var text : List.of("a\\u0000b", "a\\ud800b")) {
      var body = BodyPublishers.ofString("{\"" + field + "\":\"" + text + "\"}");
      var reply = post(role, body, "application/json");
      assertProblem(reply, 400, "invalid-request");
      assertThat(reply.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
    }
  }

  @ParameterizedTest
  @MethodSource("rolesThatReadBodies")
  void what_is_no_json_is_refused(String role) {
    for (var body : List.of("{", "nonsense", "[]", "1E+300000000", "{\"x\":1}", "{} {}")) {
      var reply = post(role, BodyPublishers.ofString(body), "application/json");
      assertProblem(reply, 400, "invalid-request");
    }
    assertProblem(
        post(role, BodyPublishers.ofString("null"), "application/json"), 400, "malformed");
    var deep = "[".repeat(100_000);
    assertThat(post(role, BodyPublishers.ofString(deep), "application/json").status())
        .isEqualTo(400);
    assertThat(post(role, BodyPublishers.ofString("{}"), "text/plain").status()).isEqualTo(415);
    assertThat(post(role, BodyPublishers.ofString("{}"), "multipart/form-data").status())
        .isEqualTo(415);
  }

  @ParameterizedTest
  @MethodSource("roles")
  void an_address_with_nul_or_half_an_escape_is_refused(String role) throws IOException {
    var door = POSTED.get(role);
    for (var address : List.of("/api/%00", door + "?limit=%00", door + "?limit=%zz")) {
      try (var socket = new Socket("localhost", port(role))) {
        var request =
            "GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nConnection: close\r\n\r\n"
                .formatted(address, IssuerForTests.bearer("tester"));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(answer).as(address).startsWith("HTTP/1.1 400");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("roles")
  void what_is_not_there_is_a_problem_too(String role) {
    var request = HttpRequest.newBuilder(uri(role, "/api/nothing")).GET();
    assertProblem(send(request), 403, "forbidden");
  }

  private static void assertProblem(Reply reply, int status, String rule) {
    assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
    assertThat(reply.type()).as(reply.toString()).isEqualTo("application/problem+json");
    assertThat(reply.body().path("type").asString())
        .as(reply.toString())
        .isEqualTo("https://daybook.io/problems/" + rule);
    assertThat(reply.body().toString()).doesNotContain("io.daybook.").doesNotContain("java.");
  }

  private Reply post(String role, HttpRequest.BodyPublisher body, String type) {
    var request = HttpRequest.newBuilder(uri(role, POSTED.get(role)));
    return send(request.header("Content-Type", type).POST(body));
  }

  private static Reply send(HttpRequest.Builder request) {
    try {
      request.header("Authorization", IssuerForTests.bearer("tester"));
      var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      var type = answer.headers().firstValue("Content-Type").orElse("");
      var body = type.contains("json") ? answer.body() : "{}";
      return new Reply(answer.statusCode(), type, JsonMapper.shared().readTree(body));
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private URI uri(String role, String path) {
    return URI.create("http://localhost:" + port(role) + path);
  }

  private int port(String role) {
    return ((WebServerApplicationContext) roles.get(role)).getWebServer().getPort();
  }
}
