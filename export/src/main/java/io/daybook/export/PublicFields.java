package io.daybook.export;

import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Leaves of an event what is not personal: numbers, booleans, and the texts whose fields are named
 * here. All other texts are left out, those of fields that nobody has thought of too. So names,
 * addresses, what people have written, tokens and the references of others never get out.
 */
final class PublicFields {

  /** Ids that are ours, words that are ours, amounts, times and goods. */
  static final Set<String> TEXTS =
      Set.of(
          "orderId",
          "paymentId",
          "shipmentId",
          "fulfilmentId",
          "returnId",
          "refundId",
          "noteId",
          "reconciliationId",
          "discrepancyId",
          "customerId",
          "sku",
          "amount",
          "currency",
          "country",
          "orderedAt",
          "cause",
          "disposition",
          "action",
          "kind",
          "actId",
          "erasureId",
          "at",
          "decision",
          "eventStream",
          "generation",
          "letter",
          "model",
          "place",
          "processor",
          "since",
          "subscription",
          "topicPrefix");

  private PublicFields() {}

  /** The same without what is not shown; objects and lists of which nothing is left are empty. */
  static JsonNode of(JsonNode value) {
    return switch (value) {
      case ObjectNode object -> {
        var shown = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(
                field -> {
                  if (!field.getValue().isString() || TEXTS.contains(field.getKey())) {
                    shown.set(field.getKey(), of(field.getValue()));
                  }
                });
        yield shown;
      }
      case ArrayNode list -> {
        var shown = JsonNodeFactory.instance.arrayNode();
        list.forEach(
            element -> {
              if (!element.isString()) {
                shown.add(of(element));
              }
            });
        yield shown;
      }
      default -> value;
    };
  }
}
