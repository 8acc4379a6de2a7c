package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/** The parcel shall go elsewhere; possible until dispatch. */
@Revision("1")
public record DeliveryAddressChanged(OrderId orderId, Address deliveryAddress)
    implements OrderEvent {}
