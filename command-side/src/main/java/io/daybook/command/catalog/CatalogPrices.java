package io.daybook.command.catalog;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.Sku;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.joda.money.Money;

/** What products cost, folded from their streams, so that a price is never older than the log. */
public final class CatalogPrices {
  private CatalogPrices() {}

  /** The prices of all products in these events that are for sale. */
  public static Map<Sku, Money> of(Collection<LoggedEvent> events) {
    var products = new HashMap<Sku, Product>();
    for (var logged : events) {
      if (logged.payload() instanceof ProductEvent event) {
        var before = products.getOrDefault(event.sku(), new Product.Unlisted());
        products.put(event.sku(), Product.evolve(before, event));
      }
    }
    var prices = new HashMap<Sku, Money>();
    for (var product : products.values()) {
      if (product instanceof Product.OnSale listed) {
        prices.put(listed.sku(), listed.price());
      }
    }
    return prices;
  }
}
