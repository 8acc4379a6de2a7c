package io.daybook.outside.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.model.PaymentIntent;
import com.stripe.net.ApiResource;
import java.util.Locale;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The provider's books are read by the provider's table, whatever a gateway believed in. */
class BookDecimalsTest {

  @ParameterizedTest
  @CsvSource({
    "GBP 2.55, 255",
    "JPY 500, 500",
    "MGA 250.00, 250",
    "ISK 500, 50000",
    "UGX 500, 50000",
    "KWD 5.120, 5120",
    "HUF 10.45, 1045",
    "TWD 800.45, 80045"
  })
  void an_amount_is_what_the_documentation_says(String worth, long minor) {
    var money = Money.parse(worth);
    assertThat(BookDecimals.worth(money.getCurrencyUnit(), minor)).isEqualTo(money);
  }

  /** A gateway that counts as the money library does takes 100 times too much in MGA. */
  @ParameterizedTest
  @CsvSource({"MGA 250.00, MGA 25000.00", "ISK 500, ISK 5", "UGX 500, UGX 5"})
  void what_a_gateway_sent_in_the_money_librarys_units_looks_wrong(String meant, String taken) {
    var money = Money.parse(meant);
    var entry = entry(money.getCurrencyUnit(), money.getAmountMinorLong());
    assertThat(entry.captured()).isEqualTo(Money.parse(taken)).isNotEqualTo(money);
  }

  @Test
  void a_fraction_that_the_currency_does_not_have_is_never_rounded_away() {
    assertThatThrownBy(() -> BookDecimals.worth(CurrencyUnit.of("ISK"), 555))
        .isInstanceOf(ArithmeticException.class);
  }

  private static PaymentGateway.Entry entry(CurrencyUnit currency, long taken) {
    var json =
        """
        {"id": "pi_1", "object": "payment_intent", "amount": %1$d, "currency": "%2$s", "created": 1,
         "amount_capturable": 0, "amount_received": %1$d, "latest_charge": null}
        """
            .formatted(taken, currency.getCode().toLowerCase(Locale.ROOT));
    return StripeBooks.entry(ApiResource.GSON.fromJson(json, PaymentIntent.class));
  }
}
