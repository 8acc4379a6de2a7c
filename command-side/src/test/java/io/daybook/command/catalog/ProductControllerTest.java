package io.daybook.command.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.payment.TradedCurrencies;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.joda.money.Money;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductControllerTest {
  /** A price that cannot be paid never becomes a command. */
  private final ProductController products =
      new ProductController(null, TradedCurrencies.of(List.of("GBP", "KWD")), null, null);

  @ParameterizedTest
  @CsvSource({
    "EUR 2.50, currency-is-traded",
    "MGA 500.00, currency-is-traded",
    "XAU 1, currency-is-traded",
    "KWD 2.555, price-can-be-paid"
  })
  void a_price_that_cannot_be_paid_is_refused_where_the_product_is_priced(
      String text, String rule) {
    var price = Money.parse(text);
    assertRejected(
        rule, () -> products.list(new ProductController.NewProduct(new Sku("TEA"), "Tea", price)));
    assertRejected(
        rule, () -> products.reprice(new Sku("TEA"), new ProductController.NewPrice(price)));
  }

  private static void assertRejected(String rule, ThrowingCallable pricing) {
    assertThatThrownBy(pricing)
        .isInstanceOfSatisfying(DomainRejection.class, no -> assertThat(no.rule()).isEqualTo(rule));
  }
}
