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

  /** Once it is listed. */
  sealed interface Listed extends Product {

    /** As it was listed, so that the same request is recognized after later changes. */
    ProductListed first();

    String name();

    Money price();

    default Sku sku() {
      return first().sku();
    }
  }

  /** Can be ordered. */
  record OnSale(ProductListed first, String name, Money price) implements Listed {
    private boolean isAsListedBy(ProductListed listing) {
      return first.equals(listing)
          || (name.equals(listing.name()) && price.equals(listing.price()));
    }
  }

  /** Can no longer be ordered; final. */
  record Discontinued(ProductListed first, String name, Money price) implements Listed {}

  static Product evolve(Product product, ProductEvent event) {
    return switch (event) {
      case ProductListed e -> new OnSale(e, e.name(), e.price());
      case ProductRenamed e -> changed(listed(product), e.name(), listed(product).price());
      case ProductPriceChanged e -> changed(listed(product), listed(product).name(), e.newPrice());
      case ProductDiscontinued _ -> {
        var before = listed(product);
        yield new Discontinued(before.first(), before.name(), before.price());
      }
    };
  }

  default List<ProductEvent> decide(ListProduct command) {
    checkPrice(command.price());
    var listing = new ProductListed(command.productId().sku(), command.name(), command.price());
    return switch (this) {
      case Unlisted _ -> List.of(listing);
      case OnSale product when product.isAsListedBy(listing) -> List.of();
      case Listed product ->
          throw DomainRejection.ofState(
              "product-already-listed", state(), "SKU " + product.sku() + " is already listed");
    };
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
    return switch (listed(this)) {
      case OnSale product -> List.of(new ProductDiscontinued(product.sku(), command.reason()));
      case Discontinued _ -> List.of();
    };
  }

  private OnSale onSale() {
    if (this instanceof OnSale product) {
      return product;
    }
    throw DomainRejection.ofRequest("product-not-for-sale", state(), "The product is not for sale");
  }

  private static Listed changed(Listed before, String name, Money price) {
    return switch (before) {
      case OnSale _ -> new OnSale(before.first(), name, price);
      case Discontinued _ -> new Discontinued(before.first(), name, price);
    };
  }

  private static void checkPrice(Money price) {
    if (!price.isPositive()) {
      throw DomainRejection.ofRequest("price-is-positive", "any", "A price is more than zero");
    }
  }

  private static Listed listed(Product product) {
    if (product instanceof Listed listed) {
      return listed;
    }
    throw DomainRejection.ofRequest(
        "product-not-for-sale", product.state(), "The product is not listed");
  }

  private String state() {
    return switch (this) {
      case Unlisted _ -> "UNLISTED";
      case OnSale _ -> "ON_SALE";
      case Discontinued _ -> "DISCONTINUED";
    };
  }
}
