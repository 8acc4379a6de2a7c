package io.daybook.query;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes the keys of rows so that callers can hand them back and not change them: beside each is
 * its HMAC, which covers the list that it is of. All processes on one database read each other's.
 */
public final class Cursors {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SEAL = 16;

  private final Supplier<byte[]> secret;
  private volatile @Nullable SecretKeySpec key;

  /**
   * Writes and reads with a secret.
   *
   * @param secret is asked for once, when the first cursor is written or read
   */
  public Cursors(Supplier<byte[]> secret) {
    this.secret = secret;
  }

  String write(String list, String rowKey) {
    var text = rowKey.getBytes(StandardCharsets.UTF_8);
    var sealed = Arrays.copyOf(seal(list, text), SEAL + text.length);
    System.arraycopy(text, 0, sealed, SEAL, text.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /**
   * The key in a cursor.
   *
   * @param argument where the caller has sent it
   * @throws BadQuery when it was not written for this list
   */
  String read(String argument, String list, String cursor) {
    byte[] sealed;
    try {
      sealed = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException _) {
      throw BadQuery.cursor(argument);
    }
    if (sealed.length < SEAL) {
      throw BadQuery.cursor(argument);
    }
    var text = Arrays.copyOfRange(sealed, SEAL, sealed.length);
    if (!MessageDigest.isEqual(Arrays.copyOf(sealed, SEAL), seal(list, text))) {
      throw BadQuery.cursor(argument);
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  private byte[] seal(String list, byte[] text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(key());
      mac.update(list.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(text), SEAL);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, missing);
    }
  }

  private SecretKeySpec key() {
    var known = key;
    if (known == null) {
      known = new SecretKeySpec(secret.get(), ALGORITHM);
      key = known;
    }
    return known;
  }
}
