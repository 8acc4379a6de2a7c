package io.daybook.sandbox;

import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a client notes at an object for itself (docs.stripe.com/api/metadata). */
final class Metadata {
  private static final String BEGIN = "metadata[";

  private Metadata() {}

  static ObjectNode in(Map<String, String> form) {
    var metadata = JsonMapper.shared().createObjectNode();
    form.forEach(
        (name, value) -> {
          if (name.startsWith(BEGIN)) {
            metadata.put(name.substring(BEGIN.length(), name.length() - 1), value);
          }
        });
    return metadata;
  }
}
