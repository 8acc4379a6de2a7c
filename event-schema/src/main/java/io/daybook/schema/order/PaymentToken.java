package io.daybook.schema.order;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.daybook.schema.MalformedException;
import io.daybook.schema.Personal;
import java.util.regex.Pattern;

/** What the payment provider gave for a card; never the card itself. */
public record PaymentToken(@Personal(Personal.Keeping.CALL) String value) {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  /**
   * Checks the form.
   *
   * @throws MalformedException when the text has not the form 1 to 128 letters, digits, '_' or '-'
   */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PaymentToken {
    if (!FORM.matcher(value).matches()) {
      throw new MalformedException("must be 1 to 128 letters, digits, '_' or '-'");
    }
  }

  /** As it is sent to the provider. */
  @JsonValue
  @Override
  public String value() {
    return value;
  }

  /** Whether nobody can read it any more, because no call needs it. */
  public boolean isErased() {
    return value.equals(Personal.ERASED);
  }

  /** Not to be read in any log. */
  @Override
  public String toString() {
    return "PaymentToken[***]";
  }
}
