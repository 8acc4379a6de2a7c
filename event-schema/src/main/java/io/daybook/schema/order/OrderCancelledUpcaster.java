package io.daybook.schema.order;

import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lifts {@link OrderCancelled} from revision 1, whose reason was free text, to revision 2, which
 * names the cause. The fulfilment of revision 1 always began its reasons in the same words.
 */
public final class OrderCancelledUpcaster extends SingleEventUpcaster {
  private static final SimpleSerializedType OLD =
      new SimpleSerializedType(OrderCancelled.class.getName(), "1");
  private static final SimpleSerializedType NEW =
      new SimpleSerializedType(OrderCancelled.class.getName(), "2");

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    return event.getType().equals(OLD);
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    return event.upcastPayload(NEW, JsonNode.class, OrderCancelledUpcaster::withCause);
  }

  private static JsonNode withCause(JsonNode payload) {
    var lifted = ((ObjectNode) payload).deepCopy();
    return lifted.put("cause", causeOf(lifted.path("reason").asString("")).name());
  }

  private static CancellationCause causeOf(String reason) {
    if (reason.endsWith("in time")) {
      return CancellationCause.TIMEOUT;
    }
    if (reason.startsWith("payment ")) {
      return CancellationCause.PAYMENT;
    }
    if (reason.startsWith("not enough stock ")) {
      return CancellationCause.STOCK;
    }
    return reason.startsWith("carrier ") ? CancellationCause.CARRIER : CancellationCause.CUSTOMER;
  }
}
