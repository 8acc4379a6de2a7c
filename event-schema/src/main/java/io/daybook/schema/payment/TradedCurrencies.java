package io.daybook.schema.payment;

import io.daybook.schema.DomainRejection;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * The currencies that the shop trades in. Products are priced in no other, so that no order can be
 * placed whose payment cannot be asked for.
 */
public record TradedCurrencies(Set<CurrencyUnit> currencies) {

  /**
   * Checks that all of them can be paid with.
   *
   * @throws IllegalArgumentException when there are none, or the payment provider does not take one
   */
  public TradedCurrencies {
    currencies = Set.copyOf(currencies);
    if (currencies.isEmpty()) {
      throw new IllegalArgumentException("A shop trades in at least one currency");
    }
    for (var currency : currencies) {
      if (!ProviderUnits.knows(currency)) {
        throw new IllegalArgumentException("The payment provider does not take " + currency);
      }
    }
  }

  /** By their codes, such as {@code GBP}. */
  public static TradedCurrencies of(Collection<String> codes) {
    return new TradedCurrencies(
        codes.stream().map(CurrencyUnit::of).collect(Collectors.toUnmodifiableSet()));
  }

  /** Whether the shop trades in a currency. */
  public boolean has(CurrencyUnit currency) {
    return currencies.contains(currency);
  }

  /**
   * Checks a price.
   *
   * @throws DomainRejection when it is in another currency, or cannot be paid to the last digit
   */
  public void check(Money price) {
    var currency = price.getCurrencyUnit();
    if (!has(currency)) {
      throw DomainRejection.ofRequest(
          "currency-is-traded",
          currency.getCode(),
          "This shop does not trade in " + currency + ", but in " + new TreeSet<>(currencies));
    }
    if (!ProviderUnits.canCharge(price)) {
      throw DomainRejection.ofRequest(
          "price-can-be-paid",
          currency.getCode(),
          "Prices in " + currency + " are multiples of " + ProviderUnits.step(currency));
    }
  }
}
