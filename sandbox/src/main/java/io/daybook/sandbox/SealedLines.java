package io.daybook.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the lines of the sandbox's file, which have names and addresses of people who order: with
 * AES-256-GCM, under a key in a file beside it, for its owner only. Whoever has the one file alone
 * reads nothing.
 */
final class SealedLines {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec key;
  private final Path keyFile;

  private SealedLines(Path keyFile, byte[] key) {
    this.keyFile = keyFile;
    this.key = new SecretKeySpec(key, "AES");
  }

  /** Those of a file, whose key is made when there is none. */
  static SealedLines of(Path file) throws IOException {
    var keyFile = file.resolveSibling(file.getFileName() + ".key");
    if (!Files.exists(keyFile)) {
      var fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      replace(keyFile, Base64.getEncoder().encodeToString(fresh));
    }
    return new SealedLines(keyFile, Base64.getDecoder().decode(Files.readString(keyFile).strip()));
  }

  /** Writes all of a file for its owner only, or nothing. */
  static void replace(Path file, String content) throws IOException {
    var beside = Files.createTempFile(file.toAbsolutePath().getParent(), ".sandbox", null);
    Files.writeString(beside, content);
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  String seal(String line) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var closed =
          cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(line.getBytes(StandardCharsets.UTF_8));
      var whole = Arrays.copyOf(nonce, NONCE_BYTES + closed.length);
      System.arraycopy(closed, 0, whole, NONCE_BYTES, closed.length);
      return Base64.getEncoder().encodeToString(whole);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /**
   * Opens what was sealed.
   *
   * @throws IllegalStateException when it was sealed under another key
   */
  String open(String sealed) {
    try {
      var whole = Base64.getDecoder().decode(sealed);
      var opened =
          cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(whole, NONCE_BYTES))
              .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
      return new String(opened, StandardCharsets.UTF_8);
    } catch (AEADBadTagException other) {
      throw new IllegalStateException(
          "The sandbox's file was not sealed under the key in " + keyFile, other);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
