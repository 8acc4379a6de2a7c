package io.daybook.schema.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.daybook.schema.DomainRejection;
import java.math.BigDecimal;
import java.util.List;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderUnitsTest {

  @ParameterizedTest
  @CsvSource({
    "GBP, 10.00, 1000",
    "JPY, 500, 500",
    "MGA, 1500, 1500",
    "ISK, 5, 500",
    "UGX, 5, 500",
    "KWD, 5.12, 5120",
    "HUF, 10.45, 1045",
    "TWD, 8.50, 850"
  })
  void money_is_counted_as_the_provider_counts_it(String code, BigDecimal amount, long number) {
    var money = Money.of(CurrencyUnit.of(code), amount);
    assertThat(ProviderUnits.of(money)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"KWD, 5.124", "MGA, 1500.50", "XAU, 1", "BTN, 10"})
  void what_the_provider_cannot_take_is_not_asked_for(String code, BigDecimal amount) {
    var money = Money.of(CurrencyUnit.of(code), amount);
    assertThat(ProviderUnits.canCharge(money)).isFalse();
    assertThatThrownBy(() -> ProviderUnits.of(money)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_shop_trades_in_currencies_that_the_provider_takes() {
    assertThatThrownBy(() -> TradedCurrencies.of(List.of("GBP", "XAU")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("XAU");
    assertThatThrownBy(() -> TradedCurrencies.of(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_price_is_in_a_traded_currency_and_can_be_paid_to_the_last_digit() {
    var traded = TradedCurrencies.of(List.of("GBP", "KWD"));
    traded.check(Money.parse("GBP 2.55"));
    traded.check(Money.parse("KWD 2.550"));
    assertRejected(traded, "EUR 2.55", "currency-is-traded");
    assertRejected(traded, "KWD 2.555", "price-can-be-paid");
  }

  private static void assertRejected(TradedCurrencies traded, String price, String rule) {
    assertThatThrownBy(() -> traded.check(Money.parse(price)))
        .isInstanceOfSatisfying(DomainRejection.class, no -> assertThat(no.rule()).isEqualTo(rule));
  }
}
