package io.daybook.schema.catalog;

import io.daybook.schema.Command;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.joda.money.Money;

/** Sets the price of orders to come; the currency of a product never changes. */
public record ChangePrice(@TargetAggregateIdentifier ProductId productId, Money price)
    implements Command {}
