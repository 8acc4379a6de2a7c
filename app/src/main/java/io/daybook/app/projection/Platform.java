package io.daybook.app.projection;

import io.daybook.importer.ClientTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running platform, as the command line asks it about its projections. */
final class Platform implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final ClientTokens tokens = ClientTokens.of("operator");
  private final URI url;

  Platform(String url) {
    this.url = URI.create(url);
  }

  private URI projections(String path) {
    return url.resolve("/api/operations/projections" + (path.isEmpty() ? "" : "/" + path));
  }

  /** A request that was not done, and why. */
  static final class NotDone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDone(String why) {
      super(why);
    }
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(projections(path)));
  }

  JsonNode post(String path) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(projections(path)).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /**
   * @throws NotDone when the platform refuses
   */
  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    var response =
        http.send(
            tokens.addTo(request).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    var answer = JsonMapper.shared().readTree(response.body());
    if (response.statusCode() >= 300) {
      throw new NotDone(answer.path("detail").asString("status " + response.statusCode()));
    }
    return answer;
  }

  @Override
  public void close() {
    http.close();
  }
}
