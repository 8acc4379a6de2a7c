package io.daybook.schema.catalog;

/** What can happen to a product of the catalogue. */
public sealed interface ProductEvent
    permits ProductListed, ProductRenamed, ProductPriceChanged, ProductDiscontinued {

  /** The product. */
  Sku sku();
}
