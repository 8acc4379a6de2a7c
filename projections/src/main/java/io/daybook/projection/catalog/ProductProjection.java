package io.daybook.projection.catalog;

import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.ProductRenamed;
import io.daybook.schema.catalog.Sku;
import java.time.Instant;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Posts the catalogue to {@code catalog.product}. */
@Component
@ProcessingGroup("catalog")
class ProductProjection {
  private final ReadTables tables;
  private final ReadTable products;

  ProductProjection(ReadTables tables) {
    this.tables = tables;
    this.products = tables.table("catalog.product");
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

  @ResetHandler
  void reset() {
    tables.truncate(ReadModel.CATALOG);
  }

  private void change(Sku sku, Instant at, String column, Object value) {
    products.change(row -> row.set(column, value).set("updated_at", at), sku);
  }
}
