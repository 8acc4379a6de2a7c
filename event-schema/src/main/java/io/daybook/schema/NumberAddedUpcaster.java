package io.daybook.schema;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts events from revision 1, when an order had one booking and wishes of another address had no
 * number, to revision 2, where both are counted from 0.
 */
public final class NumberAddedUpcaster extends SingleEventUpcaster {
  private final SimpleSerializedType old;
  private final SimpleSerializedType lifted;
  private final String field;

  /**
   * @param event whose revision 1 is lifted
   * @param field the number's name in revision 2
   */
  public NumberAddedUpcaster(Class<?> event, String field) {
    this.old = new SimpleSerializedType(event.getName(), "1");
    this.lifted = new SimpleSerializedType(event.getName(), "2");
    this.field = field;
  }

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    return event.getType().equals(old);
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    return event.upcastPayload(
        lifted, JsonNode.class, payload -> ((ObjectNode) payload).deepCopy().put(field, 0));
  }
}
