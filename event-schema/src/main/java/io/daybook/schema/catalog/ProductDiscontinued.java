package io.daybook.schema.catalog;

import org.axonframework.serialization.Revision;

/** The product can no longer be ordered. Orders placed before are still fulfilled. */
@Revision("1")
public record ProductDiscontinued(Sku sku, String reason) implements ProductEvent {}
