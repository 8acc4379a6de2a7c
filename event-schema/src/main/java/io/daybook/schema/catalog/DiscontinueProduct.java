package io.daybook.schema.catalog;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Takes a product off the shop; final. */
public record DiscontinueProduct(@TargetAggregateIdentifier ProductId productId, String reason)
    implements Command {}
