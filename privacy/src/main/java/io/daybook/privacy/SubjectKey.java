package io.daybook.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One key: of a customer, or of the calls of an hour. It is unwrapped when it is first used. */
final class SubjectKey {
  /** Begins every sealed text; the number is that of the form. */
  private static final String FORM = "enc:1:";

  private static final char SEPARATOR = ':';
  private static final int NONCE_BYTES = 12;

  private final KeyTable.Row row;
  private final MasterKey master;
  private volatile @Nullable SecretBox box;

  SubjectKey(KeyTable.Row row, MasterKey master) {
    this.row = row;
    this.master = master;
  }

  long id() {
    return row.id();
  }

  /** Whether nobody can open any more what was sealed under it. */
  boolean isErased() {
    return row.wrapped() == null;
  }

  /** Whether a text has the form of a sealed one. */
  static boolean isSealed(String text) {
    return text.startsWith(FORM) && text.indexOf(SEPARATOR, FORM.length()) > 0;
  }

  /** The key that a sealed text names. */
  static long idIn(String sealed) {
    return Long.parseLong(sealed, FORM.length(), sealed.indexOf(SEPARATOR, FORM.length()), 10);
  }

  /** The text as {@code enc:1:<key id>:<nonce>:<ciphertext>}. */
  String seal(String field, String text) {
    var closed = box().close(text.getBytes(StandardCharsets.UTF_8), purpose(field));
    var base64 = Base64.getUrlEncoder().withoutPadding();
    var written = base64.encodeToString(closed); // 12 bytes are 16 letters
    var nonce = NONCE_BYTES * 4 / 3;
    return FORM
        + id()
        + SEPARATOR
        + written.substring(0, nonce)
        + SEPARATOR
        + written.substring(nonce);
  }

  /**
   * The text that was sealed.
   *
   * @throws IllegalStateException when it was not sealed for this field under this key
   */
  String open(String field, String sealed) {
    var nonce = sealed.indexOf(SEPARATOR, FORM.length()) + 1;
    var written = sealed.substring(nonce).replace(String.valueOf(SEPARATOR), "");
    var opened = box().open(Base64.getUrlDecoder().decode(written), purpose(field));
    return new String(opened, StandardCharsets.UTF_8);
  }

  private String purpose(String field) {
    return row.subject() + "\n" + field;
  }

  private SecretBox box() {
    var known = box;
    if (known == null) {
      var wrapped = row.wrapped();
      var by = row.master();
      if (wrapped == null || by == null) {
        throw new IllegalStateException("Key " + id() + " is erased");
      }
      known = new SecretBox(master.unwrap(by, wrapped, row.subject()));
      box = known;
    }
    return known;
  }
}
