package io.daybook.schema.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import java.util.regex.Pattern;

/** One refund of a payment; the same id never pays back twice. */
public record RefundId(String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,80}");

  /**
   * Checks the form.
   *
   * @throws MalformedException when the text has not the form 1 to 80 letters, digits, '_' or '-'
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RefundId {
    if (!FORM.matcher(value).matches()) {
      throw new MalformedException("must be 1 to 80 letters, digits, '_' or '-'");
    }
  }

  @JsonValue
  @Override
  public String toString() {
    return value;
  }
}
