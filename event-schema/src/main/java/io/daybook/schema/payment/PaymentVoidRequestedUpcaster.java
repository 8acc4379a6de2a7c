package io.daybook.schema.payment;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts {@link PaymentVoidRequested} from revision 1, which did not say what was to be let go, to
 * revision 2, where that is unknown: then the provider is asked for it.
 */
public final class PaymentVoidRequestedUpcaster extends SingleEventUpcaster {
  private static final SimpleSerializedType OLD =
      new SimpleSerializedType(PaymentVoidRequested.class.getName(), "1");
  private static final SimpleSerializedType NEW =
      new SimpleSerializedType(PaymentVoidRequested.class.getName(), "2");

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    return event.getType().equals(OLD);
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    return event.upcastPayload(
        NEW,
        JsonNode.class,
        payload -> ((ObjectNode) payload).deepCopy().putNull("providerReference"));
  }
}
