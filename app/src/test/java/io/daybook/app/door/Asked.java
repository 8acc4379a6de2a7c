package io.daybook.app.door;

import io.daybook.app.access.IssuerForTests;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One request of the fuzz.
 *
 * @param verdict what is known of it before it is asked
 */
record Asked(
    String method,
    String address,
    List<String> headers,
    String type,
    byte[] body,
    Verdict verdict) {
  private static final int SHOWN = 1_500;

  /** What is to be expected. */
  enum Verdict {
    /** It keeps all rules: whatever the shop answers, it does not call it malformed. */
    FIT,
    /** The document forbids it, or it is no JSON: it is refused. */
    FORBIDDEN,
    /** Anything that the document foresees. */
    ODD
  }

  HttpRequest at(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
            .header("Content-Type", type)
            .header("Authorization", IssuerForTests.bearerFor(address, ""))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request.build();
  }

  /** The body, as far as it is text. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    var text = text();
    return "%s %s %s %s %s\n%s"
        .formatted(
            method,
            address,
            headers,
            type,
            text.substring(0, Math.min(SHOWN, text.length())),
            verdict);
  }
}
