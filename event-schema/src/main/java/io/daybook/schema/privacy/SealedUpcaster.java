package io.daybook.schema.privacy;

import io.daybook.schema.Personal;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.order.DeliveryAddressChangeRefused;
import io.daybook.schema.order.DeliveryAddressChangeRequested;
import io.daybook.schema.order.DeliveryAddressChanged;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.payment.PaymentAuthorizationRequested;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;

/**
 * Lifts events from their last revision whose {@link Personal} texts are in clear to the first one
 * in which they are sealed. It changes nothing: both are read. The revision is for older releases,
 * which would take a sealed street for a street, and send a parcel there.
 */
public final class SealedUpcaster extends SingleEventUpcaster {
  private final Map<SerializedType, SerializedType> lifts =
      Stream.of(
              lift(OrderPlaced.class, 1),
              lift(DeliveryAddressChangeRequested.class, 1),
              lift(DeliveryAddressChangeRefused.class, 1),
              lift(DeliveryAddressChanged.class, 2),
              lift(OrderCancellationRequested.class, 1),
              lift(OrderCancelled.class, 2),
              lift(PaymentAuthorizationRequested.class, 1),
              lift(CarrierBookingRequested.class, 1),
              lift(CarrierRebookingRequested.class, 1),
              lift(FulfilmentActionSkipped.class, 1))
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private static Map.Entry<SerializedType, SerializedType> lift(Class<?> event, int clear) {
    return Map.entry(type(event, clear), type(event, clear + 1));
  }

  private static SerializedType type(Class<?> event, int revision) {
    return new SimpleSerializedType(event.getName(), Integer.toString(revision));
  }

  @Override
  protected boolean canUpcast(IntermediateEventRepresentation event) {
    return lifts.containsKey(event.getType());
  }

  @Override
  protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation event) {
    var sealed = (SimpleSerializedType) lifts.get(event.getType());
    return event.upcastPayload(sealed, String.class, json -> json);
  }
}
