package io.daybook.outside.payment;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Set;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * How many decimals the integers in Stripe's books have, as its documentation lists them
 * (docs.stripe.com/currencies, "zero-decimal", "three-decimal" and "special cases"; read in
 * November 2026). It serves the reconciliation alone and shares nothing with what the gateway sends
 * by, nor with the decimals of the money library: an amount that was sent in wrong units has to
 * look wrong here.
 */
final class BookDecimals {
  private static final Set<String> ZERO =
      Set.of(
          "BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "VND", "VUV", "XAF",
          "XOF", "XPF");

  private static final Set<String> THREE = Set.of("BHD", "JOD", "KWD", "OMR", "TND");

  private BookDecimals() {}

  /**
   * What an integer in the provider's books is worth. ISK and UGX have no decimals and are written
   * with two all the same, so they are not among the exceptions.
   *
   * @throws ArithmeticException when it is a fraction of the smallest unit that our money can have,
   *     which the provider does not allow
   */
  static Money worth(CurrencyUnit currency, long minor) {
    var amount = BigDecimal.valueOf(minor, decimals(currency.getCode()));
    return Money.of(currency, amount, RoundingMode.UNNECESSARY);
  }

  private static int decimals(String currency) {
    if (ZERO.contains(currency)) {
      return 0;
    }
    return THREE.contains(currency) ? 3 : 2;
  }
}
