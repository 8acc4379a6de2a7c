package io.daybook.app.books;

import io.daybook.app.access.IssuerForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks once, those who are up. */
public final class Web {
  private Web() {}

  public static JsonNode get(URI uri) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(asOperator(uri).build(), HttpResponse.BodyHandlers.ofString());
      return JsonMapper.shared().readTree(answer.body());
    }
  }

  /** Posts once, as an operator. */
  public static HttpResponse<String> post(URI uri, Object body) {
    return send("POST", uri, body);
  }

  /** Posts once, with a key of its own. */
  public static HttpResponse<String> postWithKey(URI uri, Object body) {
    return send("POST", uri, body, "Idempotency-Key", UUID.randomUUID().toString());
  }

  /** Puts once, as an operator. */
  public static HttpResponse<String> put(URI uri, Object body) {
    return send("PUT", uri, body);
  }

  private static HttpRequest.Builder asOperator(URI uri) {
    return HttpRequest.newBuilder(uri)
        .header("Authorization", IssuerForTests.bearerFor(uri.getPath(), ""));
  }

  private static HttpResponse<String> send(String method, URI uri, Object body, String... headers) {
    try (var http = HttpClient.newHttpClient()) {
      var request =
          asOperator(uri)
              .header("Content-Type", "application/json")
              .method(
                  method,
                  HttpRequest.BodyPublishers.ofString(
                      JsonMapper.shared().writeValueAsString(body)));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  public static HttpResponse<String> delete(URI uri) {
    try (var http = HttpClient.newHttpClient()) {
      return http.send(asOperator(uri).DELETE().build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
