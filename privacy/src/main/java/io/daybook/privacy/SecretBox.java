package io.daybook.privacy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM under one key. The nonce is not random: it is a keyed hash of what is sealed and what
 * for, so the same is always sealed the same, and two different things practically never share a
 * nonce. Snapshots and states can then be compared as they are written; whoever reads the table
 * learns that two values of one person are the same, and no more.
 */
final class SecretBox {
  static final int KEY_BYTES = 32;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final String HASH = "HmacSHA256";
  private static final byte[] FOR_NONCES = "daybook nonce".getBytes(StandardCharsets.US_ASCII);

  /**
   * To find a cipher costs more than to open a short text, so a thread keeps one for opening. For
   * closing it takes a new one each time: Java's GCM refuses the same key and nonce twice in a row,
   * and here the same text has the same nonce.
   */
  private static final ThreadLocal<Cipher> OPENING = ThreadLocal.withInitial(SecretBox::newCipher);

  private static final SecretKeySpec NOBODYS = new SecretKeySpec(new byte[KEY_BYTES], "AES");

  private final SecretKeySpec key;
  private final Mac nonces;

  SecretBox(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
    try {
      var own = Mac.getInstance(HASH);
      own.init(new SecretKeySpec(key, HASH));
      this.nonces = Mac.getInstance(HASH);
      nonces.init(new SecretKeySpec(own.doFinal(FOR_NONCES), HASH));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Seals bytes: nonce, then ciphertext and tag.
   *
   * @param purpose has to be the same when they are opened
   */
  byte[] close(byte[] plain, String purpose) {
    var aad = purpose.getBytes(StandardCharsets.UTF_8);
    try {
      var nonce = nonce(plain, aad);
      var cipher = newCipher();
      init(cipher, Cipher.ENCRYPT_MODE, key, nonce);
      cipher.updateAAD(aad);
      var closed = Arrays.copyOf(nonce, NONCE_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, closed, NONCE_BYTES);
      return closed;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Opens what {@link #close} has made.
   *
   * @throws IllegalStateException when it was sealed under another key, for another purpose, or
   *     changed since
   */
  byte[] open(byte[] closed, String purpose) {
    var cipher = OPENING.get();
    try {
      init(cipher, Cipher.DECRYPT_MODE, key, closed);
      cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(closed, NONCE_BYTES, closed.length - NONCE_BYTES);
    } catch (AEADBadTagException changed) {
      throw new IllegalStateException(
          "What was sealed for " + purpose.replaceFirst(".*\n", "") + " is not what was written",
          changed);
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      throw new IllegalStateException("This was never sealed", unreadable);
    } finally {
      forgetKeyOf(cipher);
    }
  }

  private static Cipher newCipher() {
    try {
      return Cipher.getInstance(CIPHER);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The nonce is what the bytes begin with. */
  private static void init(Cipher cipher, int mode, SecretKeySpec key, byte[] from)
      throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, from, 0, NONCE_BYTES));
  }

  /** A key that is erased is not to be found in a thread that has used it. */
  private static void forgetKeyOf(Cipher cipher) {
    try {
      init(cipher, Cipher.DECRYPT_MODE, NOBODYS, new byte[NONCE_BYTES]);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] nonce(byte[] plain, byte[] aad) throws GeneralSecurityException {
    Mac mac;
    try {
      mac = (Mac) nonces.clone();
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException(impossible);
    }
    mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(aad.length).array());
    mac.update(aad);
    return Arrays.copyOf(mac.doFinal(plain), NONCE_BYTES);
  }
}
