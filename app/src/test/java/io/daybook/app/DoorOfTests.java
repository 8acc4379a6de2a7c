package io.daybook.app;

import static org.awaitility.Awaitility.await;

import io.daybook.app.access.IssuerForTests;
import io.daybook.app.contract.ApiContract;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows only HTTP, with a token of somebody who may do everything unless told. */
public abstract class DoorOfTests {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  protected static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort protected int port;

  public record Reply(int status, JsonNode body) {}

  /** Where GraphQL is asked. */
  protected int queryPort() {
    return port;
  }

  protected Reply post(String path, Object body, String... headers) {
    return send("POST", path, JSON.writeValueAsString(body), headers);
  }

  protected Reply put(String path, Object body) {
    return send("PUT", path, JSON.writeValueAsString(body));
  }

  protected Reply send(String method, String path, String body, String... headers) {
    var response = exchange(method, path, body, headers);
    var type = response.headers().firstValue("Content-Type").orElse("");
    var isJson = type.contains("json") && !response.body().isEmpty();
    return new Reply(response.statusCode(), JSON.readTree(isJson ? response.body() : "{}"));
  }

  /** Whatever is asked, the answer is one that the document of the API foresees. */
  protected HttpResponse<String> exchange(
      String method, String path, String body, String... headers) {
    var where = path.equals("/graphql") ? queryPort() : port;
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + where + path))
            .header("Content-Type", "application/json")
            .header("Authorization", IssuerForTests.bearerFor(path, body))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    try {
      var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return ApiContract.committed().checked(method, path, answer);
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The header Authorization of somebody with these roles; with all of them if none is named. */
  protected static String bearer(String subject, Role... roles) {
    return IssuerForTests.bearer(subject, roles);
  }

  /** What a query waits for: nothing. */
  protected OptionalLong position() {
    return OptionalLong.empty();
  }

  /** What a query answers; the tester asks, who may ask everything. */
  protected JsonNode query(String query) {
    var answer = answerTo(query);
    if (answer.has("errors")) {
      throw new AssertionError(answer.toString());
    }
    return answer.path("data");
  }

  /** The answer to a query, data and errors; of read models that are behind it is asked again. */
  protected JsonNode answerTo(String query, String... headers) {
    var position = position();
    var all = new ArrayList<>(List.of(headers));
    if (position.isPresent()) {
      all.addAll(List.of("Daybook-Position", Long.toString(position.getAsLong())));
    }
    return await()
        .until(
            () -> post("/graphql", Map.of("query", query), all.toArray(String[]::new)).body(),
            answer -> !answer.path("errors").toString().contains("\"NOT_YET\""));
  }
}
