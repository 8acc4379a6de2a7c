package io.daybook.command.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.DomainRejection.Kind;
import io.daybook.schema.catalog.ChangePrice;
import io.daybook.schema.catalog.DiscontinueProduct;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.ProductListed;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.ProductRenamed;
import io.daybook.schema.catalog.RenameProduct;
import io.daybook.schema.catalog.Sku;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

class ProductTest {
  private static final Sku TEA = new Sku("TEA");
  private static final ProductId ID = new ProductId(TEA);
  private static final Money TWO = Money.parse("GBP 2.00");
  private static final Money THREE = Money.parse("GBP 3.00");
  private static final ListProduct LISTING = new ListProduct(ID, "Tea", TWO);
  private static final DiscontinueProduct END = new DiscontinueProduct(ID, "no more leaves");

  private Product product = new Product.Unlisted();

  @Test
  void it_is_listed_once_and_the_same_request_is_known_after_later_changes() {
    assertThat(product.decide(LISTING)).containsExactly(new ProductListed(TEA, "Tea", TWO));
    happen(product.decide(LISTING));
    assertThat(product.decide(LISTING)).isEmpty();
    happen(product.decide(new ChangePrice(ID, THREE)));
    assertThat(product.decide(LISTING)).isEmpty();
    assertThat(product.decide(new ListProduct(ID, "Tea", THREE))).isEmpty();
    var other = new ListProduct(ID, "Green tea", THREE);
    assertRefused(
        "product-already-listed", Kind.OF_THE_STATE, "ON_SALE", () -> product.decide(other));
  }

  @Test
  void its_name_and_price_change_only_when_they_are_others() {
    happen(product.decide(LISTING));
    assertThat(product.decide(new RenameProduct(ID, "Tea"))).isEmpty();
    assertThat(product.decide(new RenameProduct(ID, "Green tea")))
        .containsExactly(new ProductRenamed(TEA, "Green tea"));
    assertThat(product.decide(new ChangePrice(ID, TWO))).isEmpty();
    assertThat(product.decide(new ChangePrice(ID, THREE)))
        .containsExactly(new ProductPriceChanged(TEA, TWO, THREE));
    happen(product.decide(new RenameProduct(ID, "Green tea")));
    happen(product.decide(new ChangePrice(ID, THREE)));
    assertThat(product)
        .isEqualTo(new Product.OnSale(new ProductListed(TEA, "Tea", TWO), "Green tea", THREE));
  }

  @Test
  void a_price_is_more_than_nothing_and_stays_in_its_currency() {
    var free = Money.parse("GBP 0.00");
    assertRefused(
        "price-is-positive",
        Kind.OF_THE_REQUEST,
        "any",
        () -> product.decide(new ListProduct(ID, "Tea", free)));
    happen(product.decide(LISTING));
    assertRefused(
        "price-is-positive",
        Kind.OF_THE_REQUEST,
        "any",
        () -> product.decide(new ChangePrice(ID, free)));
    assertRefused(
        "one-currency-per-product",
        Kind.OF_THE_STATE,
        "ON_SALE",
        () -> product.decide(new ChangePrice(ID, Money.parse("EUR 2.00"))));
  }

  @Test
  void once_discontinued_it_stays_so() {
    happen(product.decide(LISTING));
    assertThat(product.decide(END)).containsExactly(new ProductDiscontinued(TEA, "no more leaves"));
    happen(product.decide(END));
    assertThat(product.decide(END)).isEmpty();
    for (var decision :
        List.<ThrowingCallable>of(
            () -> product.decide(new RenameProduct(ID, "Green tea")),
            () -> product.decide(new ChangePrice(ID, THREE)))) {
      assertRefused("product-not-for-sale", Kind.OF_THE_REQUEST, "DISCONTINUED", decision);
    }
    assertRefused(
        "product-already-listed", Kind.OF_THE_STATE, "DISCONTINUED", () -> product.decide(LISTING));
  }

  @Test
  void what_is_not_listed_has_neither_name_nor_price_nor_end() {
    for (var decision :
        List.<ThrowingCallable>of(
            () -> product.decide(new RenameProduct(ID, "Tea")),
            () -> product.decide(new ChangePrice(ID, TWO)),
            () -> product.decide(END))) {
      assertRefused("product-not-for-sale", Kind.OF_THE_REQUEST, "UNLISTED", decision);
    }
  }

  private void happen(List<ProductEvent> events) {
    for (var event : events) {
      product = Product.evolve(product, event);
    }
  }

  private static void assertRefused(
      String rule, Kind kind, String state, ThrowingCallable decision) {
    assertThatThrownBy(decision)
        .isInstanceOfSatisfying(
            DomainRejection.class,
            refused -> {
              assertThat(refused.rule()).isEqualTo(rule);
              assertThat(refused.kind()).isEqualTo(kind);
              assertThat(refused.state()).isEqualTo(state);
            });
  }
}
