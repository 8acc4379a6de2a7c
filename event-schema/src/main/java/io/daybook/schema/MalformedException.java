package io.daybook.schema;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A text has not the form of one of our words: an id, a SKU, a token, an amount. The message is one
 * sentence for the caller and says which form it must have; it never repeats the text. Whoever
 * checks input answers it by name; thrown anywhere else it is a bug like any other.
 */
public final class MalformedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /**
   * @param message which form it must have
   */
  public MalformedException(String message) {
    super(message);
  }

  /**
   * Reads the UUID of an id that is written as its kind and a UUID.
   *
   * @param prefix the kind, such as {@code order-}
   * @throws MalformedException when the text is anything else; {@link UUID#fromString} alone would
   *     take {@code 1-1-1-1-1}
   */
  public static UUID uuidAfter(String prefix, String text) {
    var uuid = text.startsWith(prefix) ? text.substring(prefix.length()) : "";
    if (!UUID_FORM.matcher(uuid).matches()) {
      throw new MalformedException("must be " + prefix + "<uuid>");
    }
    return UUID.fromString(uuid);
  }
}
