package io.daybook.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** Money is read as Jackson's own module reads it, and only faster. */
class MoneyJsonTest {
  private final JsonMapper ours = JsonMapper.builder().addModule(SchemaJson.moneyModule()).build();
  private final JsonMapper theirs =
      JsonMapper.builder()
          .addModule(
              new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING))
          .build();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\": \"2.55\", \"currency\": \"GBP\"}",
        "{\"currency\": \"JPY\", \"amount\": \"100\"}",
        "{\"amount\": \"0.00\", \"currency\": \"EUR\"}",
        "{\"amount\": \"-1.50\", \"currency\": \"EUR\"}",
        "{\"amount\": \"00012.5\", \"currency\": \"EUR\"}",
        "{\"amount\": \"1234567890123456789012.34\", \"currency\": \"EUR\"}",
        "{\"amount\": \"1E+2\", \"currency\": \"EUR\"}",
        "{\"amount\": 2.55, \"currency\": \"EUR\"}",
        "{\"amount\": 7, \"currency\": \"EUR\"}",
        "{\"amount\": \"2.\", \"currency\": \"EUR\"}",
        "{\"amount\": \"1\", \"currency\": \"EUR\", \"more\": 1}"
      })
  void what_theirs_reads_ours_reads_too(String json) {
    assertThat(ours.readValue(json, Money.class)).isEqualTo(theirs.readValue(json, Money.class));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"amount\": \".\", \"currency\": \"EUR\"}",
        "{\"amount\": \"1.2.3\", \"currency\": \"EUR\"}",
        "{\"amount\": \"\", \"currency\": \"EUR\"}",
        "{\"amount\": \"two\", \"currency\": \"EUR\"}",
        "{\"amount\": null, \"currency\": \"EUR\"}",
        "{\"amount\": \"1\", \"currency\": null}",
        "{\"amount\": \"1\"}",
        "{\"currency\": \"EUR\"}",
        "{}",
        "5",
        "\"EUR 5\""
      })
  void what_theirs_refuses_ours_refuses_too(String json) {
    assertThatThrownBy(() -> theirs.readValue(json, Money.class))
        .isInstanceOf(JacksonException.class);
    assertThatThrownBy(() -> ours.readValue(json, Money.class))
        .isInstanceOf(JacksonException.class);
  }

  @Test
  void what_is_written_is_read_again() {
    var money = Money.parse("GBP 2.55");
    assertThat(ours.writeValueAsString(money)).isEqualTo(theirs.writeValueAsString(money));
    assertThat(ours.readValue(ours.writeValueAsString(money), Money.class)).isEqualTo(money);
  }
}
