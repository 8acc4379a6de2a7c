package io.daybook.schema.order;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Says that the parcel goes to the address of a change. Sent by the fulfilment; idempotent. */
public record ConfirmDeliveryAddress(@TargetAggregateIdentifier OrderId orderId, int change)
    implements Command {}
