package io.daybook.schema.catalog;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.util.regex.Pattern;

/** A stock keeping unit, the code that shop and warehouse share for one article. */
public record Sku(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");

  /**
   * Checks the form.
   *
   * @throws MalformedException when the text has not the form 1 to 40 letters, digits, '.', '_' or
   *     '-', a letter or digit first
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public Sku {
    if (!FORM.matcher(value).matches()) {
      throw new MalformedException(
          "must be 1 to 40 letters, digits, '.', '_' or '-', a letter or digit first");
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
