package io.daybook.schema.reconciliation;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;

/**
 * Lifts what is told of an order's differences from revision 1 to revision 2, which is written the
 * same and knows more kinds: releases that do not know these kinds stop before revision 2 instead
 * of failing to read it.
 */
public final class DiscrepancyUpcaster extends SingleEventUpcaster {
  private static final Map<String, SimpleSerializedType> NEW =
      List.of(DiscrepancyFound.class, DiscrepancySettled.class).stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Class::getName, type -> new SimpleSerializedType(type.getName(), "2")));

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    var type = event.getType();
    return "1".equals(type.getRevision()) && NEW.containsKey(type.getName());
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    var lifted = NEW.get(event.getType().getName());
    return event.upcastPayload(lifted, JsonNode.class, payload -> payload);
  }
}
