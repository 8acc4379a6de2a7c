package io.daybook.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Requests are taken as they are written, or not at all. */
class StrictJsonTest {
  private static final JsonMapper JSON = StrictJson.mapper().build();

  /** One of everything that requests are made of. */
  record Everything(
      @Nullable String text,
      int number,
      boolean flag,
      @Nullable Money price,
      @Nullable Instant at,
      @Nullable List<Inner> lines) {}

  record Inner(int quantity) {}

  @Test
  void what_is_well_formed_is_read() {
    var read =
        read(
            """
            {"text": "\\ud83d\\ude00 שלום", "number": -7, "flag": true,
             "price": {"amount": "999999999999.99", "currency": "GBP"},
             "at": "2026-11-21T17:00:00.123456789+01:00", "lines": [{"quantity": 1}]}
            """);
    assertThat(read.text()).isEqualTo("😀 שלום");
    assertThat(read.price()).isEqualTo(Money.parse("GBP 999999999999.99"));
    assertThat(read.at()).isEqualTo(Instant.parse("2026-11-21T16:00:00.123456789Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1E+300000000",
        "1e400000000",
        "1.005",
        "1234567890123",
        "-1",
        "+1",
        " 1",
        "1 ",
        "",
        ".5",
        "1.",
        "0x10",
        "NaN",
        "1,000.00",
        "١",
        "1E-300000000"
      })
  void an_amount_is_a_plain_decimal_and_is_refused_at_once_when_it_is_not(String amount) {
    var body = "{\"number\":1,\"flag\":true,\"price\":{\"amount\":\"%s\",\"currency\":\"GBP\"}}";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertRefused(body.formatted(amount), "price", "form"));
  }

  @ParameterizedTest
  @CsvSource({"JPY, 100, true", "JPY, 100.0, false", "BHD, 1.005, true", "GBP, 2.5, true"})
  void an_amount_has_at_most_the_decimals_of_its_currency(
      String currency, String amount, boolean fits) {
    var body =
        "{\"number\":1,\"flag\":true,\"price\":{\"amount\":\"%s\",\"currency\":\"%s\"}}"
            .formatted(amount, currency);
    if (fits) {
      assertThat(read(body).price().getAmount()).isEqualByComparingTo(new BigDecimal(amount));
    } else {
      assertRefused(body, "price", "form");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"XXX", "XAU", "XTS", "gbp", "GBPP", "QQQ", "", "826"})
  void a_currency_is_money(String currency) {
    assertRefused(
        "{\"number\":1,\"flag\":true,\"price\":{\"amount\":\"1\",\"currency\":\""
            + currency
            + "\"}}",
        "price",
        "form");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+300000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00Z",
        "1969-12-31T23:59:59Z",
        "2026-02-30T00:00:00Z",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "1700000000",
        "now",
        "2026-01-01T00:00:00+99:00"
      })
  void an_instant_is_in_the_calendar_and_since_1970(String at) {
    assertRefused("{\"number\":1,\"flag\":true,\"at\":\"" + at + "\"}", "at", "form");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"number\":1.5,\"flag\":true}|number|type",
        "{\"number\":1.0,\"flag\":true}|number|type",
        "{\"number\":\"1\",\"flag\":true}|number|type",
        "{\"number\":true,\"flag\":true}|number|type",
        "{\"number\":null,\"flag\":true}|number|type",
        "{\"number\":2147483648,\"flag\":true}|number|type",
        "{\"number\":1E+300000000,\"flag\":true}|number|type",
        "{\"number\":123456789012345678901234567890,\"flag\":true}||size",
        "{\"number\":[1],\"flag\":true}|number|type",
        "{\"flag\":true}|number|type",
        "{\"number\":1,\"flag\":1}|flag|type",
        "{\"number\":1,\"flag\":\"true\"}|flag|type",
        "{\"number\":1,\"flag\":true,\"text\":5}|text|type",
        "{\"number\":1,\"flag\":true,\"text\":true}|text|type",
        "{\"number\":1,\"flag\":true,\"text\":\"\\u0000\"}|text|form",
        "{\"number\":1,\"flag\":true,\"text\":\"\\ud800\"}|text|form",
        "{\"number\":1,\"flag\":true,\"text\":\"\\udc00\\ud800\"}|text|form",
        "{\"number\":1,\"flag\":true,\"price\":5}|price|form",
        "{\"number\":1,\"flag\":true,\"price\":\"GBP 5\"}|price|form",
        "{\"number\":1,\"flag\":true,\"price\":{\"amount\":5,\"currency\":\"GBP\"}}|price.amount|type",
        "{\"number\":1,\"flag\":true,\"at\":1700000000}|at|form",
        "{\"number\":1,\"flag\":true,\"at\":1E+300000000}|at|form",
        "{\"number\":1,\"number\":2,\"flag\":true}|number|unique",
        "{\"number\":1,\"flag\":true,\"other\":1}|other|unknown",
        "{\"number\":1,\"flag\":true,\"lines\":{}}|lines|type",
        "{\"number\":1,\"flag\":true,\"lines\":[{\"quantity\":1},{\"quantity\":1.5}]}|lines[1].quantity|type",
        "{\"number\":1,\"flag\":true} {}||type",
        "[]||type",
        "\"\"||type",
        "{\"number\":01}|number|json",
        "{'number':1}||json"
      })
  void nothing_is_converted_guessed_or_overlooked(
      String body, @Nullable String field, String rule) {
    assertRefused(body, field == null ? "" : field, rule);
  }

  @Test
  void nesting_has_an_end() {
    var nested = "[".repeat(1000);
    assertThatThrownBy(() -> JSON.readTree(nested))
        .isInstanceOfSatisfying(
            JacksonException.class,
            failure ->
                assertThat(Unreadable.error(failure).get("rule")).as(nested).isEqualTo("size"));
  }

  private static Everything read(String body) {
    return JSON.readValue(body, Everything.class);
  }

  private static void assertRefused(String body, @Nullable String field, String rule) {
    assertThatThrownBy(() -> read(body))
        .as(body)
        .isInstanceOfSatisfying(
            JacksonException.class,
            failure -> {
              Map<String, String> error = Unreadable.error(failure);
              assertThat(error.get("rule")).as(error + " of " + body).isEqualTo(rule);
              if (field != null) {
                assertThat(error.get("field")).as(error + " of " + body).isEqualTo(field);
              }
              assertThat(error.get("message"))
                  .doesNotContain("daybook")
                  .doesNotContain("java")
                  .doesNotContain("Jackson");
            });
  }
}
