package io.daybook.relay.webhook;

/**
 * Seals secrets of receivers, so that whoever has our tables can sign nothing in our name. What is
 * behind it is the master key of what is personal, by an adapter of the application: this module
 * knows of no such key.
 */
public interface SecretSealer {

  /** Names the key that seals now; it is kept beside each secret. */
  String key();

  /**
   * Seals a secret.
   *
   * @param purpose has to be the same when it is opened
   */
  byte[] seal(byte[] secret, String purpose);

  /**
   * Opens what was sealed, by the present key or by a former one.
   *
   * @param key the name of the key that has sealed it
   */
  byte[] open(String key, byte[] sealed, String purpose);
}
