package io.daybook.schema.payment;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/**
 * Money as the payment provider counts it: whole numbers of a unit of its own choice. The source is
 * Stripe's table of currencies (docs.stripe.com/currencies, read in November 2026), not ISO 4217:
 * the ariary has decimals there and none here, the króna none there and two here.
 *
 * <ul>
 *   <li>Most have two decimals.
 *   <li>"Zero-decimal currencies" are counted whole.
 *   <li>"Three-decimal currencies" are counted in thousandths, and the last digit must be 0.
 *   <li>ISK and UGX have no decimals, and are counted in hundredths all the same.
 * </ul>
 *
 * HUF and TWD are special for payouts to a bank account only, which this platform does not make.
 */
public final class ProviderUnits {
  private static final Set<String> WHOLE =
      codes("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF");
  private static final Set<String> THREE_DECIMALS = codes("BHD JOD KWD OMR TND");
  private static final Set<String> HUNDREDTHS_OF_WHOLE = codes("ISK UGX");
  private static final Set<String> TWO_DECIMALS =
      codes(
          """
          AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BWP BYN BZD
          CAD CDF CHF CNY COP CRC CVE CZK DKK DOP DZD EGP ETB EUR FJD FKP GBP GEL GIP GMD GTQ GYD
          HKD HNL HTG HUF IDR ILS INR JMD KES KGS KHR KYD KZT LAK LBP LKR LRD LSL MAD MDL MKD MMK
          MNT MOP MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON
          RSD RUB SAR SBD SCR SEK SGD SHP SLE SOS SRD STN SZL THB TJS TOP TRY TTD TWD TZS UAH USD
          UYU UZS WST XCD YER ZAR ZMW
          """);

  private ProviderUnits() {}

  /** Whether the provider takes the currency. */
  public static boolean knows(CurrencyUnit currency) {
    var code = currency.getCode();
    return TWO_DECIMALS.contains(code)
        || WHOLE.contains(code)
        || THREE_DECIMALS.contains(code)
        || HUNDREDTHS_OF_WHOLE.contains(code);
  }

  /** The smallest amount of a currency that the provider takes; all amounts are multiples of it. */
  public static BigDecimal step(CurrencyUnit currency) {
    var code = currency.getCode();
    return WHOLE.contains(code) || HUNDREDTHS_OF_WHOLE.contains(code)
        ? BigDecimal.ONE
        : new BigDecimal("0.01"); // with three decimals too, as the last one is 0
  }

  /** Whether the provider can take exactly this amount. */
  public static boolean canCharge(Money money) {
    var currency = money.getCurrencyUnit();
    return knows(currency) && money.getAmount().remainder(step(currency)).signum() == 0;
  }

  /**
   * The number that the provider is told.
   *
   * @throws IllegalArgumentException when the provider cannot take this amount
   */
  public static long of(Money money) {
    if (!canCharge(money)) {
      throw new IllegalArgumentException("The payment provider cannot take " + money);
    }
    return money.getAmount().movePointRight(decimals(money.getCurrencyUnit())).longValueExact();
  }

  private static int decimals(CurrencyUnit currency) {
    if (WHOLE.contains(currency.getCode())) {
      return 0;
    }
    return THREE_DECIMALS.contains(currency.getCode()) ? 3 : 2;
  }

  private static Set<String> codes(String text) {
    return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
  }
}
