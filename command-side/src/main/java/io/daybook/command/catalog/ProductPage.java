package io.daybook.command.catalog;

import io.daybook.command.api.Page;
import io.daybook.eventstore.LoggedEvent;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.Sku;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.Money;

/**
 * A product as its caller needs it to go on.
 *
 * @param links what may be asked for next, as far as the page knows
 */
record ProductPage(
    Sku sku,
    String name,
    Money price,
    boolean onSale,
    long version,
    long position,
    Map<String, Link> links)
    implements Page {

  /** Folds the events of a product; nothing before it is listed. */
  static Optional<ProductPage> of(List<LoggedEvent> events) {
    Product product = new Product.Unlisted();
    for (var event : events) {
      product = Product.evolve(product, (ProductEvent) event.payload());
    }
    return switch (product) {
      case Product.Unlisted _ -> Optional.empty();
      case Product.OnSale listed -> Optional.of(of(listed, true, events.getLast()));
      case Product.Discontinued listed -> Optional.of(of(listed, false, events.getLast()));
    };
  }

  private static ProductPage of(Product.Listed product, boolean onSale, LoggedEvent last) {
    var self = "/api/products/" + product.sku();
    var links = new LinkedHashMap<String, Link>();
    links.put("self", Link.to(self));
    if (onSale) {
      links.put("rename", Link.to("PUT", self + "/name"));
      links.put("changePrice", Link.to("PUT", self + "/price"));
      links.put("discontinue", Link.to("POST", self + "/discontinuation"));
    }
    links.put(
        "versions",
        Link.query(
            "{productVersions(sku: \"%s\") {edges {node {at name price {amount currency} onSale}}}}"
                .formatted(product.sku())));
    return new ProductPage(
        product.sku(),
        product.name(),
        product.price(),
        onSale,
        last.version(),
        last.position(),
        links);
  }
}
