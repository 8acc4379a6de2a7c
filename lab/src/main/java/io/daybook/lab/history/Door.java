package io.daybook.lab.history;

import io.daybook.lab.history.Asked.Read;
import io.daybook.lab.history.Asked.Write;
import io.daybook.lab.platform.Platform;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Asks one of the processes over HTTP, as anybody would. */
final class Door {
  static final String STREAM = "product-";

  private static final String POSITION = "Daybook-Position";
  private static final int REFUSED_FROM = 300;
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Platform platform;

  Door(Platform platform) {
    this.platform = platform;
  }

  /**
   * What is answered.
   *
   * @param byHeader whether the position is sent as the header, or as {@code minPosition}
   */
  Answer ask(int node, Asked asked, boolean byHeader) throws InterruptedException {
    try {
      return switch (asked) {
        case Write write -> write(node, write);
        case Read read -> read(node, read, byHeader);
        case Asked.End _ -> end(node);
      };
    } catch (IOException gone) {
      return new Answer.Lost();
    }
  }

  private Answer write(int node, Write write) throws IOException, InterruptedException {
    var answer =
        platform.send(
            node,
            "PUT",
            "/api/products/" + sku(write.stream()) + "/name",
            "clerk",
            Map.of("name", write.value()),
            Map.of());
    return answer.statusCode() >= REFUSED_FROM
        ? new Answer.Lost()
        : new Answer.Written(
            Long.parseLong(header(answer, POSITION)),
            Long.parseLong(header(answer, "ETag").replace("\"", "")));
  }

  private Answer read(int node, Read read, boolean byHeader)
      throws IOException, InterruptedException {
    var isByArgument = read.least() >= 0 && !byHeader;
    var query =
        "{productVersions(sku: \"%s\", first: 1%s) {edges {node {position name}}}}"
            .formatted(sku(read.stream()), isByArgument ? ", minPosition: " + read.least() : "");
    var answer =
        graphQl(
            node,
            query,
            read.least() >= 0 && byHeader
                ? Map.of(POSITION, Long.toString(read.least()))
                : Map.of());
    if (answer.statusCode() >= REFUSED_FROM) {
      return new Answer.Lost();
    }
    var body = JSON.readTree(answer.body());
    if (body.has("errors")) {
      return body.path("errors").toString().contains("NOT_YET")
          ? new Answer.NotYet()
          : new Answer.Lost();
    }
    var last = body.path("data").path("productVersions").path("edges").path(0).path("node");
    return last.isMissingNode()
        ? new Answer.Shown(-1, "")
        : new Answer.Shown(last.path("position").asLong(), last.path("name").asString());
  }

  private Answer end(int node) throws IOException, InterruptedException {
    var answer = graphQl(node, "{logPosition {position}}", Map.of());
    var position = JSON.readTree(answer.body()).path("data").path("logPosition").path("position");
    return position.isMissingNode() || position.isNull()
        ? new Answer.Lost()
        : new Answer.Shown(position.asLong(), "");
  }

  private HttpResponse<String> graphQl(int node, String query, Map<String, String> headers)
      throws IOException, InterruptedException {
    return platform.send(node, "POST", "/graphql", "clerk", Map.of("query", query), headers);
  }

  private static String header(HttpResponse<String> answer, String name) throws IOException {
    return answer
        .headers()
        .firstValue(name)
        .orElseThrow(() -> new IOException("no " + name + " in " + answer.headers()));
  }

  private static String sku(String stream) {
    return stream.substring(STREAM.length());
  }
}
