package io.daybook.schema.catalog;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Changes the name that customers see. */
public record RenameProduct(@TargetAggregateIdentifier ProductId productId, String name)
    implements Command {}
