package io.daybook.schema;

import java.util.UUID;

/**
 * A text has not the form of one of our words: an id, a SKU, a token, an amount. The message is one
 * sentence for the caller and says which form it must have; it never repeats the text. Whoever
 * checks input answers it by name; thrown anywhere else it is a bug like any other.
 */
public final class MalformedException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message which form it must have
   */
  public MalformedException(String message) {
    super(message);
  }

  /**
   * Reads the UUID of an id that is written as its kind and a UUID. Every event that is read has
   * such ids, so no pattern is used.
   *
   * @param prefix the kind, such as {@code order-}
   * @throws MalformedException when the text is anything else; {@link UUID#fromString} alone would
   *     take {@code 1-1-1-1-1}
   */
  public static UUID uuidAfter(String prefix, String text) {
    if (text.startsWith(prefix)) {
      var written = text.substring(prefix.length());
      try {
        var uuid = UUID.fromString(written);
        if (uuid.toString().equalsIgnoreCase(written)) {
          return uuid;
        }
      } catch (IllegalArgumentException _) {
        // said below, in our words
      }
    }
    throw new MalformedException("must be " + prefix + "<uuid>");
  }
}
