package io.daybook.command.catalog;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.ChangePrice;
import io.daybook.schema.catalog.DiscontinueProduct;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.ProductRenamed;
import io.daybook.schema.catalog.RenameProduct;
import io.daybook.schema.catalog.Sku;
import java.util.List;
import org.joda.money.Money;

/** A product of the catalogue and its rules. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface Product {

  /** Before it is listed. */
  record Unlisted() implements Product {}

  /**
   * On sale, or no longer.
   *
   * @param first as it was listed, so that the same request is recognized after later changes
   */
  record Listed(Sku sku, String name, Money price, boolean onSale, ProductListed first)
      implements Product {
    private boolean isAsListedBy(ProductListed listing) {
      return name.equals(listing.name()) && price.equals(listing.price());
    }
  }

  static Product evolve(Product product, ProductEvent event) {
    return switch (event) {
      case ProductListed e -> new Listed(e.sku(), e.name(), e.price(), true, e);
      case ProductRenamed e -> {
        var before = known(product);
        yield new Listed(e.sku(), e.name(), before.price(), before.onSale(), before.first());
      }
      case ProductPriceChanged e -> {
        var before = known(product);
        yield new Listed(e.sku(), before.name(), e.newPrice(), before.onSale(), before.first());
      }
      case ProductDiscontinued e -> {
        var before = known(product);
        yield new Listed(e.sku(), before.name(), before.price(), false, before.first());
      }
    };
  }

  default List<ProductEvent> decide(ListProduct command) {
    checkPrice(command.price());
    var listing = new ProductListed(command.productId().sku(), command.name(), command.price());
    if (!(this instanceof Listed listed)) {
      return List.of(listing);
    }
    if (listed.onSale() && (listed.isAsListedBy(listing) || listed.first().equals(listing))) {
      return List.of();
    }
    throw DomainRejection.ofState(
        "product-already-listed", state(), "SKU " + listed.sku() + " is already listed");
  }

  default List<ProductEvent> decide(RenameProduct command) {
    var product = onSale();
    return product.name().equals(command.name())
        ? List.of()
        : List.of(new ProductRenamed(product.sku(), command.name()));
  }

  default List<ProductEvent> decide(ChangePrice command) {
    var product = onSale();
    checkPrice(command.price());
    if (!product.price().getCurrencyUnit().equals(command.price().getCurrencyUnit())) {
      throw DomainRejection.ofState(
          "one-currency-per-product",
          state(),
          "The price of " + product.sku() + " is in " + product.price().getCurrencyUnit());
    }
    return product.price().equals(command.price())
        ? List.of()
        : List.of(new ProductPriceChanged(product.sku(), product.price(), command.price()));
  }

  default List<ProductEvent> decide(DiscontinueProduct command) {
    var product = known(this);
    return product.onSale()
        ? List.of(new ProductDiscontinued(product.sku(), command.reason()))
        : List.of();
  }

  private Listed onSale() {
    if (this instanceof Listed listed && listed.onSale()) {
      return listed;
    }
    throw DomainRejection.ofRequest("product-not-for-sale", state(), "The product is not for sale");
  }

  private static void checkPrice(Money price) {
    if (!price.isPositive()) {
      throw DomainRejection.ofRequest("price-is-positive", "any", "A price is more than zero");
    }
  }

  private static Listed known(Product product) {
    if (product instanceof Listed listed) {
      return listed;
    }
    throw DomainRejection.ofRequest(
        "product-not-for-sale", "UNLISTED", "The product is not listed");
  }

  private String state() {
    return switch (this) {
      case Unlisted _ -> "UNLISTED";
      case Listed listed -> listed.onSale() ? "ON_SALE" : "DISCONTINUED";
    };
  }
}
