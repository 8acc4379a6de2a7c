package io.daybook.relay.published;

import io.daybook.schema.catalog.Sku;
import org.joda.money.Money;

/** What is told of a product of the catalogue. */
public sealed interface CatalogAnnounced extends IntegrationEvent {

  /** The product. */
  Sku sku();

  @Override
  default String subject() {
    return sku().toString();
  }

  /** A product is offered for the first time. */
  @Word("catalog.product-listed.v1")
  record ProductListed(Sku sku, String name, Money price) implements CatalogAnnounced {}

  /** The name that customers see has changed. */
  @Word("catalog.product-renamed.v1")
  record ProductRenamed(Sku sku, String name) implements CatalogAnnounced {}

  /** From here on orders are priced with the new price. */
  @Word("catalog.price-changed.v1")
  record PriceChanged(Sku sku, Money oldPrice, Money newPrice) implements CatalogAnnounced {}

  /** The product can no longer be ordered. */
  @Word("catalog.product-discontinued.v1")
  record ProductDiscontinued(Sku sku) implements CatalogAnnounced {}
}
