package io.daybook.schema.order;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.daybook.schema.catalog.Sku;
import org.joda.money.Money;

/** Some units of one SKU at the price of the moment of ordering; a SKU has one line in an order. */
public record OrderLine(Sku sku, int quantity, Money unitPrice) {

  /** Quantity times unit price, exact. */
  @JsonIgnore
  public Money total() {
    return unitPrice.multipliedBy(quantity);
  }
}
