package io.daybook.web;

import io.daybook.schema.MalformedException;
import io.daybook.schema.SchemaJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads requests, and nothing else: what is in the log is read by another mapper, so that a
 * stricter door never makes an old event unreadable. Nothing is converted, guessed or overlooked,
 * and no number, text or nesting costs more than its length.
 */
final class StrictJson {
  private static final int DEEPEST = 50;
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_NAME = 200;

  private StrictJson() {}

  static JsonMapper.Builder mapper() {
    var limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxNameLength(LONGEST_NAME)
            .maxStringLength(RequestLimits.MAX_BYTES)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .withCoercionConfigDefaults(
            any -> {
              for (var shape : CoercionInputShape.values()) {
                any.setCoercion(shape, CoercionAction.Fail);
              }
            })
        .withCoercionConfig(
            LogicalType.Textual,
            text ->
                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .addModule(SchemaJson.moneyModule())
        .addModule(
            new SimpleModule("daybook-requests")
                .addDeserializer(String.class, new Text())
                .addDeserializer(Money.class, new Amount())
                .addDeserializer(Instant.class, new Time()));
  }

  /** Text that PostgreSQL can hold: without U+0000, and without half a character. */
  private static final class Text extends StringDeserializer {
    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
      var text = super.deserialize(parser, context);
      if (text == null) {
        return text;
      }
      for (int at = 0; at < text.length(); at++) {
        var letter = text.charAt(at);
        if (letter == 0) {
          throw new MalformedException("must not have the character U+0000");
        }
        if (Character.isSurrogate(letter)) {
          var pair =
              Character.isHighSurrogate(letter)
                  && at + 1 < text.length()
                  && Character.isLowSurrogate(text.charAt(++at));
          if (!pair) {
            throw new MalformedException("must not have half a surrogate pair");
          }
        }
      }
      return text;
    }
  }

  /**
   * A plain decimal beside its currency. Its digits are counted before anything calculates with
   * them: {@code 1E+300000000} has twelve characters, and 300 million digits.
   */
  private static final class Amount extends StdDeserializer<Money> {
    private static final Pattern PLAIN = Pattern.compile("\\d{1,12}(\\.(\\d{1,4}))?");

    Amount() {
      super(Money.class);
    }

    private record Written(@Nullable String amount, @Nullable String currency) {}

    @Override
    public Money deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.START_OBJECT)) {
        throw new MalformedException(
            "must be an amount and a currency: {\"amount\": \"2.50\", \"currency\": \"GBP\"}");
      }
      var written = context.readValue(parser, Written.class);
      if (written.amount() == null || written.currency() == null) {
        throw new MalformedException("must have an amount and a currency, both as text");
      }
      var currency = currency(written.currency());
      var plain = PLAIN.matcher(written.amount());
      var decimals = currency.getDecimalPlaces();
      if (!plain.matches() || (plain.group(2) != null && plain.group(2).length() > decimals)) {
        throw new MalformedException(
            "must have an amount of 1 to 12 digits and at most %d after the point"
                .formatted(decimals));
      }
      return Money.parse(currency.getCode() + " " + written.amount());
    }

    private static CurrencyUnit currency(String code) {
      for (var unit : CurrencyUnit.registeredCurrencies()) {
        if (unit.getCode().equals(code) && !unit.isPseudoCurrency()) {
          return unit;
        }
      }
      throw new MalformedException("must have a currency that is money, such as GBP");
    }
  }

  /**
   * An instant as RFC 3339 writes it, with four digits of the year, so that every table has room.
   */
  private static final class Time extends StdDeserializer<Instant> {
    private static final Pattern WRITTEN =
        Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    Time() {
      super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) {
      if (parser.hasToken(JsonToken.VALUE_STRING)
          && WRITTEN.matcher(parser.getString()).matches()) {
        try {
          var instant = OffsetDateTime.parse(parser.getString()).toInstant();
          if (!instant.isBefore(Instant.EPOCH)) {
            return instant;
          }
        } catch (DateTimeException notInCalendar) {
          throw malformed();
        }
      }
      throw malformed();
    }

    private static MalformedException malformed() {
      return new MalformedException("must be an instant since 1970, such as 2026-11-21T17:00:00Z");
    }
  }
}
