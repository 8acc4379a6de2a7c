package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/**
 * The customer wants the parcel to go elsewhere. The order keeps its address until the change is
 * certain: until then the carrier still holds the old one.
 *
 * @param change counts the wishes of the order from 1
 */
@Revision("2")
public record DeliveryAddressChangeRequested(OrderId orderId, int change, Address deliveryAddress)
    implements OrderEvent {}
