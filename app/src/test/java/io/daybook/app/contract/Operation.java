package io.daybook.app.contract;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One of the operations of a document.
 *
 * @param pattern such as {@code /api/orders/{id}}
 * @param said what the document says of it
 */
public record Operation(String method, String pattern, JsonNode said) {

  /** Its method and pattern. */
  public String name() {
    return method + " " + pattern;
  }

  /** Whether a request is one of it. */
  boolean isAt(String asked, String address) {
    var path = address.split("\\?", 2)[0].split("/", -1);
    var names = pattern.split("/", -1);
    if (!method.equals(asked) || path.length != names.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      if (!names[i].startsWith("{") && !names[i].equals(path[i])) {
        return false;
      }
    }
    return true;
  }

  /** What may be said beside the body. */
  public List<JsonNode> parameters() {
    return said.path("parameters").valueStream().toList();
  }

  /** What the body must be; missing where none is read. */
  public JsonNode body() {
    return said.path("requestBody").path("content").path("application/json").path("schema");
  }

  /** Whether a request without a body is as good as one with it. */
  public boolean mayBeEmpty() {
    return !said.path("requestBody").path("required").asBoolean(false);
  }
}
