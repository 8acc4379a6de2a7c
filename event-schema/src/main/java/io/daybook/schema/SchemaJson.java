package io.daybook.schema;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.daybook.schema.order.PaymentToken;
import java.util.Map;
import org.joda.money.Money;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** How the words are written as JSON, in the log as on the wire. */
public final class SchemaJson {
  /** The field of all events that have a token. */
  private static final String TOKEN = "paymentToken";

  private static final String HIDDEN = "***";

  private SchemaJson() {}

  /**
   * Money as {@code {"amount": "2.55", "currency": "GBP"}}: exact decimal text, never a JSON
   * number.
   */
  public static JacksonModule moneyModule() {
    return new MoneyModule();
  }

  /**
   * How events are shown to people: as in the log, but for the tokens of payments, which are
   * nobody's to read.
   */
  public static JsonMapper shown() {
    var hidden = new SimpleModule("daybook-hidden");
    hidden.addSerializer(PaymentToken.class, new HiddenToken());
    return JsonMapper.builder()
        .addModule(moneyModule())
        .addModule(hidden)
        .changeDefaultVisibility(
            visibility ->
                visibility
                    .withVisibility(PropertyAccessor.ALL, Visibility.NONE)
                    .withVisibility(PropertyAccessor.FIELD, Visibility.ANY))
        .build();
  }

  /** Hides the tokens of payments in an event as it was written, of whatever revision. */
  public static void hideTokens(JsonNode written) {
    if (written instanceof ObjectNode object && object.has(TOKEN)) {
      object.put(TOKEN, HIDDEN);
    }
    written.forEach(SchemaJson::hideTokens);
  }

  private static final class HiddenToken extends StdSerializer<PaymentToken> {
    HiddenToken() {
      super(PaymentToken.class);
    }

    @Override
    public void serialize(PaymentToken token, JsonGenerator json, SerializationContext context) {
      json.writeString(HIDDEN);
    }
  }

  private static final class MoneyModule extends JacksonModule {
    private final JodaMoneyModule money =
        new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING);

    @Override
    public String getModuleName() {
      return "daybook-money";
    }

    @Override
    public Version version() {
      return money.version();
    }

    @Override
    public void setupModule(SetupContext context) {
      money.setupModule(context);
      context.addDeserializers(
          new SimpleDeserializers(Map.of(Money.class, new MoneyDeserializer())));
    }
  }
}
