package io.daybook.query;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Money as GraphQL shows it.
 *
 * @param amount exact, with as many decimals as the currency has
 * @param currency ISO 4217 code
 */
public record MoneyView(String amount, String currency) {

  /** The same money. */
  public static MoneyView of(Money money) {
    return new MoneyView(money.getAmount().toPlainString(), money.getCurrencyUnit().getCode());
  }

  /** From a row of the read tables, which keep more decimals than any currency has. */
  public static MoneyView of(BigDecimal amount, String currency) {
    var unit = CurrencyUnit.of(currency);
    return of(Money.of(unit, amount.setScale(unit.getDecimalPlaces(), RoundingMode.UNNECESSARY)));
  }
}
