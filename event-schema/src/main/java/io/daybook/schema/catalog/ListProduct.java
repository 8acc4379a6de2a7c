package io.daybook.schema.catalog;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/**
 * Offers a product. Repeating it unchanged does nothing; a listed SKU with other data is refused.
 */
public record ListProduct(@TargetAggregateIdentifier ProductId productId, String name, Money price)
    implements Command {}
