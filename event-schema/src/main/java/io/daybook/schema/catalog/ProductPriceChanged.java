package io.daybook.schema.catalog;

import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/**
 * From here on orders are priced with {@code newPrice}; orders placed before keep what they were
 * placed with.
 */
@Revision("1")
public record ProductPriceChanged(Sku sku, Money oldPrice, Money newPrice)
    implements ProductEvent {}
