package io.daybook.schema.catalog;

import org.axonframework.serialization.Revision;

/** The name that customers see has changed; the SKU stays. */
@Revision("1")
public record ProductRenamed(Sku sku, String name) implements ProductEvent {}
