package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * Says that the parcel cannot go to the address of a change. Sent by the fulfilment; idempotent.
 */
public record RefuseDeliveryAddress(
    @TargetAggregateIdentifier OrderId orderId, int change, String reason) implements Command {}
