package io.daybook.projection.catalog;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.ProductRenamed;
import io.daybook.schema.catalog.Sku;
import java.time.Instant;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Posts the catalogue to {@code product}. */
class ProductProjection {
  private final ReadTable products;

  ProductProjection(ReadTables tables) {
    this.products = tables.table("product");
  }

  @EventHandler
  void on(ProductListed event, @Timestamp Instant at) {
    products.put(
        Row.of("sku", event.sku())
            .set("name", event.name())
            .set("currency", event.price().getCurrencyUnit())
            .set("price", event.price())
            .set("on_sale", true)
            .set("updated_at", at));
  }

  @EventHandler
  void on(ProductRenamed event, @Timestamp Instant at) {
    change(event.sku(), at, "name", event.name());
  }

  @EventHandler
  void on(ProductPriceChanged event, @Timestamp Instant at) {
    change(event.sku(), at, "price", event.newPrice());
  }

  @EventHandler
  void on(ProductDiscontinued event, @Timestamp Instant at) {
    change(event.sku(), at, "on_sale", false);
  }

  private void change(Sku sku, Instant at, String column, Object value) {
    products.change(row -> row.set(column, value).set("updated_at", at), sku);
  }
}
