package io.daybook.schema.inventory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import io.daybook.schema.catalog.Sku;

/** The stock of one SKU and the name of its stream, {@code stock-<sku>}. */
public record StockItemId(Sku sku) {
  private static final String PREFIX = "stock-";

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text has not this form
   */
  @JsonCreator
  public static StockItemId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new MalformedException("must start with '" + PREFIX + "'");
    }
    return new StockItemId(new Sku(text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + sku;
  }
}
