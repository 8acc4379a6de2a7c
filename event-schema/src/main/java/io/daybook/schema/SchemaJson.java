package io.daybook.schema;

import java.util.Map;
import org.joda.money.Money;
import tools.jackson.core.Version;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.module.SimpleDeserializers;
import tools.jackson.datatype.jodamoney.AmountRepresentation;
import tools.jackson.datatype.jodamoney.JodaMoneyModule;

/** How the words are written as JSON, in the log as on the wire. */
public final class SchemaJson {
  private SchemaJson() {}

  /**
   * Money as {@code {"amount": "2.55", "currency": "GBP"}}: exact decimal text, never a JSON
   * number.
   */
  public static JacksonModule moneyModule() {
    return new MoneyModule();
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
