package io.daybook.schema.shipping;

import io.daybook.schema.catalog.Sku;

/** Some units of one SKU in a parcel. */
public record ParcelItem(Sku sku, int quantity) {}
