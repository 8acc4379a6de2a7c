package io.daybook.schema.order;

import org.axonframework.serialization.Revision;

/**
 * The parcel goes elsewhere: no carrier was asked for before, or the carrier holds the new address.
 * Revision 2 added the number of the change; revision 1 was only a wish, see {@link
 * io.daybook.schema.NumberAddedUpcaster}.
 *
 * @param change which {@link DeliveryAddressChangeRequested} became true; 0 in revision 1
 */
@Revision("3")
public record DeliveryAddressChanged(OrderId orderId, int change, Address deliveryAddress)
    implements OrderEvent {}
