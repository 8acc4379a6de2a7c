package io.daybook.projection.catalog;

import io.daybook.projection.ReadModel;
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

  ProductProjection(ReadTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(ProductListed event, @Timestamp Instant at) {
    var row =
        Row.at(at)
            .with("sku", event.sku())
            .with("name", event.name())
            .with("currency", event.price().getCurrencyUnit())
            .with("price", event.price());
    tables.write(
        """
        insert into catalog.product (sku, name, currency, price, on_sale, updated_at)
        values (:sku, :name, :currency, :price, true, :at)
        on conflict (sku) do update set
            name = excluded.name, currency = excluded.currency, price = excluded.price,
            on_sale = true, updated_at = excluded.updated_at
        """,
        row.values());
  }

  @EventHandler
  void on(ProductRenamed event, @Timestamp Instant at) {
    update("name = :value", event.sku(), at, event.name());
  }

  @EventHandler
  void on(ProductPriceChanged event, @Timestamp Instant at) {
    update("price = :value", event.sku(), at, event.newPrice());
  }

  @EventHandler
  void on(ProductDiscontinued event, @Timestamp Instant at) {
    update("on_sale = :value", event.sku(), at, false);
  }

  @ResetHandler
  void reset() {
    tables.truncate(ReadModel.CATALOG);
  }

  private void update(String set, Sku sku, Instant at, Object value) {
    tables.write(
        "update catalog.product set " + set + ", updated_at = :at where sku = :sku",
        Row.at(at).with("sku", sku).with("value", value).values());
  }
}
