package io.daybook.schema.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;

/** A product of the catalogue and the name of its stream, {@code product-<sku>}. */
public record ProductId(Sku sku) {
  private static final String PREFIX = "product-";

  /**
   * Reads the written form.
   *
   * @throws MalformedException when the text has not this form
   */
  @JsonCreator
  public static ProductId parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new MalformedException("must start with '" + PREFIX + "'");
    }
    return new ProductId(new Sku(text.substring(PREFIX.length())));
  }

  @JsonValue
  @Override
  public String toString() {
    return PREFIX + sku;
  }
}
