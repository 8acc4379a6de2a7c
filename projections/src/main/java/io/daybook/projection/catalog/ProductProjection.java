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
import org.axonframework.eventhandling.TrackingToken;

/** Posts the catalogue to {@code product}, and what each product was to {@code product_version}. */
class ProductProjection {
  private final ReadTable products;
  private final ReadTable versions;

  ProductProjection(ReadTables tables) {
    this.products = tables.table("product");
    this.versions = tables.table("product_version");
  }

  @EventHandler
  void on(ProductListed event, @Timestamp Instant at, TrackingToken token) {
    var listed =
        Row.of("sku", event.sku())
            .set("name", event.name())
            .set("currency", event.price().getCurrencyUnit())
            .set("price", event.price())
            .set("on_sale", true)
            .set("updated_at", at);
    products.put(listed);
    keep(listed, token);
  }

  @EventHandler
  void on(ProductRenamed event, @Timestamp Instant at, TrackingToken token) {
    change(event.sku(), at, token, "name", event.name());
  }

  @EventHandler
  void on(ProductPriceChanged event, @Timestamp Instant at, TrackingToken token) {
    change(event.sku(), at, token, "price", event.newPrice());
  }

  @EventHandler
  void on(ProductDiscontinued event, @Timestamp Instant at, TrackingToken token) {
    change(event.sku(), at, token, "on_sale", false);
  }

  private void change(Sku sku, Instant at, TrackingToken token, String column, Object value) {
    products.change(
        row -> {
          row.set(column, value).set("updated_at", at);
          keep(row, token);
        },
        sku);
  }

  /** What a product is from this event on. */
  private void keep(Row product, TrackingToken token) {
    versions.append(
        Row.of("sku", product.text("sku"))
            .set("position", token.position().orElseThrow())
            .set("at", product.text("updated_at"))
            .set("name", product.text("name"))
            .set("currency", product.text("currency"))
            .set("price", product.text("price"))
            .set("on_sale", product.text("on_sale")));
  }
}
