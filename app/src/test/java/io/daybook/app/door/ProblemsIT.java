package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.web.ProblemType;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whoever says no, says it in one shape, and its type leads to a page. */
class ProblemsIT extends PlatformForTests {

  @ParameterizedTest
  @CsvSource({
    "GET, /nothing, 403, forbidden",
    "GET, /api/nothing, 403, forbidden",
    "GET, /problems/nothing, 404, not-found",
    "DELETE, /api/orders, 405, method-not-allowed",
    "GET, /api/orders/nonsense, 400, invalid-request",
    "POST, /api/orders, 415, unsupported-media-type",
    "GET, /actuator/nothing, 403, forbidden",
    "DELETE, /actuator/health, 405, method-not-allowed",
    "DELETE, /graphql, 404, not-found",
    "POST, /graphql, 415, unsupported-media-type"
  })
  void every_door_says_no_in_one_shape(String method, String path, int status, String type) {
    var answer = status == 415 ? plain(method, path) : exchange(method, path, "");
    assertProblem(answer, status, type);
  }

  private HttpResponse<String> plain(String method, String path) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", "text/plain")
            .header("Authorization", bearer("tester"))
            .header("Idempotency-Key", "k")
            .method(method, HttpRequest.BodyPublishers.ofString("text"));
    try (var http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  void a_field_is_named_by_a_json_pointer_and_the_trace_is_the_callers() {
    var body = JSON.writeValueAsString(order("tok_visa", Map.of("X", -1)));
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var answer =
        exchange(
            "POST",
            "/api/orders",
            body,
            "Idempotency-Key",
            "k",
            "traceparent",
            "00-" + trace + "-00f067aa0ba902b7-01");
    var problem = assertProblem(answer, 400, "invalid-request");
    assertThat(problem.path("errors").path(0).path("pointer").asString())
        .isEqualTo("#/lines/0/quantity");
    assertThat(problem.path("traceId").asString()).isEqualTo(trace);
    var key = assertProblem(exchange("POST", "/api/orders", body), 400, "invalid-request");
    assertThat(key.path("errors").path(0).has("pointer")).isFalse();
    assertThat(key.path("traceId").asString()).matches("[0-9a-f]{32}").isNotEqualTo(trace);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /{ HTTP/1.1", "GET / HTTP/9.9", "NONSENSE"})
  void what_the_container_cannot_read_is_a_problem_too(String line) throws IOException {
    var answer = raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer).as(line).startsWith("HTTP/1.1 ").contains("application/problem+json");
    assertThat(answer).contains("\"type\":\"/problems/").contains("\"traceId\":\"");
    assertThat(answer).doesNotContain("<html").doesNotContain("Tomcat");
  }

  @Test
  void huge_headers_end_early() throws IOException {
    var answer = raw("GET /api/x HTTP/1.1\r\nHost: x\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
    assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
  }

  @Test
  void every_type_has_a_page() {
    var list = exchange("GET", "/problems", "");
    assertThat(list.statusCode()).isEqualTo(200);
    for (var type : ProblemType.all()) {
      var address = "/problems/" + type.name();
      assertThat(list.body()).contains("href=\"" + address + "\"");
      var page = exchange("GET", address, "");
      assertThat(page.statusCode()).as(address).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(page.body()).contains("What to do").doesNotContain("`");
    }
  }

  private String raw(String request) throws IOException {
    try (var socket = new Socket("localhost", port)) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode assertProblem(HttpResponse<String> answer, int status, String type) {
    var said = answer + " " + answer.body();
    assertThat(answer.statusCode()).as(said).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .as(said)
        .startsWith("application/problem+json");
    var problem = JSON.readTree(answer.body());
    assertThat(problem.path("type").asString()).as(said).isEqualTo("/problems/" + type);
    assertThat(problem.path("title").asString()).as(said).isNotBlank();
    assertThat(problem.path("traceId").asString()).as(said).matches("[0-9a-f]{32}");
    return problem;
  }
}
