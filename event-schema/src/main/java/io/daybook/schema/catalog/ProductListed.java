package io.daybook.schema.catalog;

import org.axonframework.serialization.Revision;
import org.joda.money.Money;

/**
 * A product is offered for the first time. The product list and the price look-up of order
 * placement rely on it.
 */
@Revision("1")
public record ProductListed(Sku sku, String name, Money price) implements ProductEvent {}
