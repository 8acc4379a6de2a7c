package io.daybook.relay.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a receiver and we know, and nobody else: 24 to 64 bytes, written as {@code whsec_} and their
 * base64 (Standard Webhooks, "Signature scheme").
 */
final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final String HASH = "HmacSHA256";
  private static final int BYTES = 32;
  private static final int FEWEST = 24;
  private static final int MOST = 64;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] key;

  private SigningSecret(byte[] key) {
    if (key.length < FEWEST || key.length > MOST) {
      throw new IllegalArgumentException("A secret has 24 to 64 bytes");
    }
    this.key = key;
  }

  /** One that nobody knows yet. */
  static SigningSecret random() {
    var key = new byte[BYTES];
    RANDOM.nextBytes(key);
    return new SigningSecret(key);
  }

  /** The one of these bytes. */
  static SigningSecret of(byte[] key) {
    return new SigningSecret(key.clone());
  }

  /**
   * Reads the written form.
   *
   * @throws IllegalArgumentException when it is none; its text is not in the message
   */
  static SigningSecret parse(String text) {
    if (!text.startsWith(PREFIX)) {
      throw new IllegalArgumentException("A secret begins with " + PREFIX);
    }
    return new SigningSecret(Base64.getDecoder().decode(text.substring(PREFIX.length())));
  }

  byte[] bytes() {
    return key.clone();
  }

  /** The written form, for its owner. */
  String text() {
    return PREFIX + Base64.getEncoder().encodeToString(key);
  }

  /** The signature of {@code id.timestamp.body}, with the version of the scheme before it. */
  String sign(String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(HASH);
      mac.init(new SecretKeySpec(key, HASH));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Not the secret: it would end in a log. */
  @Override
  public String toString() {
    return PREFIX + "…";
  }
}
