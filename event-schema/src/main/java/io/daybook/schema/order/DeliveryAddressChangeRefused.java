package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/**
 * The parcel does not go to the address that was asked for; the order keeps the one it has.
 *
 * @param deliveryAddress the address that was refused
 */
@Revision("2")
public record DeliveryAddressChangeRefused(
    OrderId orderId, int change, Address deliveryAddress, String reason) implements OrderEvent {}
