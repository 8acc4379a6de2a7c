package io.daybook.schema;

import tools.jackson.databind.JacksonModule;
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
    return new JodaMoneyModule().withAmountRepresentation(AmountRepresentation.DECIMAL_STRING);
  }
}
