package io.daybook.app;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * {@code daybook.*}: what kind of shop it is.
 *
 * @param currencies the currencies that products may be priced in; the payment provider must take
 *     each of them
 */
@Validated
@ConfigurationProperties("daybook")
record ShopProperties(
    @DefaultValue({
          "AUD", "CAD", "CHF", "CZK", "DKK", "EUR", "GBP", "HKD", "JPY", "NOK", "NZD", "PLN", "SEK",
          "SGD", "USD"
        })
        @NotEmpty
        List<String> currencies) {}
