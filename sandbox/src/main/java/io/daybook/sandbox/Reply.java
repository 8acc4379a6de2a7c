package io.daybook.sandbox;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * What the sandbox answers.
 *
 * @param body JSON, or a text to be sent as it is, or null for nothing
 * @param type the media type
 */
record Reply(int status, @Nullable JsonNode body, String type) {

  Reply(int status, @Nullable JsonNode body) {
    this(status, body, "application/json");
  }

  static Reply text(String type, String text) {
    return new Reply(200, StringNode.valueOf(text), type);
  }
}
