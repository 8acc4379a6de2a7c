package io.daybook.schema.order;

import io.daybook.schema.catalog.Sku;

/** Some units of one line that come back. */
public record ReturnRequest(Sku sku, int quantity, Disposition disposition) {}
