package io.daybook.schema.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.util.regex.Pattern;

/** Who ordered, in the words of the system that keeps the customers. */
public record CustomerId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");

  /**
   * Checks the form.
   *
   * @throws MalformedException when the text has not the form 1 to 64 letters, digits, '.', '_',
   *     '@' or '-', a letter or digit first
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CustomerId {
    if (!FORM.matcher(value).matches()) {
      throw new MalformedException(
          "must be 1 to 64 letters, digits, '.', '_', '@' or '-', a letter or digit first");
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
