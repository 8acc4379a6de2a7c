package io.daybook.app.contract;

import java.util.Comparator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What springdoc cannot read in the code of a request: what its parts may be. */
final class ApiRequests {
  private static final String OF = " of ";

  private ApiRequests() {}

  /**
   * Completes the parameters of an operation by what is said of them by name, or by address too.
   */
  static void parameters(ObjectNode operation, String pattern, JsonNode said) {
    for (var parameter : operation.path("parameters")) {
      var name = parameter.path("name").asString();
      said.propertyNames().stream()
          .filter(
              key ->
                  key.equals(name)
                      || (key.startsWith(name + OF)
                          && pattern.startsWith(key.substring((name + OF).length()))))
          .max(Comparator.comparingInt(String::length))
          .ifPresent(key -> ((ObjectNode) parameter).setAll((ObjectNode) said.get(key)));
    }
  }

  /**
   * Lines of a bulk request are read one by one: any JSON is taken, and a line that is not as it
   * should be is answered by itself.
   */
  static void lines(ObjectNode operation, JsonNode body, JsonNode line) {
    var schema = (ObjectNode) body.deepCopy();
    var lines = (ObjectNode) schema.at("/properties/lines");
    var either = lines.putObject("items").putArray("anyOf");
    either.add(line.deepCopy());
    either
        .addObject()
        .put("description", "Whatever else is a line is refused by itself, and harms no other.");
    ((ObjectNode) operation.at("/requestBody/content/application~1json")).set("schema", schema);
  }

  /** The line of a receipt among others: a receipt, and of which SKU. */
  static ObjectNode receiptLine(JsonNode receipt, JsonNode sku) {
    var line = (ObjectNode) receipt.deepCopy();
    ((ObjectNode) line.get("properties")).set("sku", sku.deepCopy());
    line.withArray("required").add("sku");
    return line;
  }
}
