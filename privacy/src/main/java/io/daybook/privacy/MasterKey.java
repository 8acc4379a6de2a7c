package io.daybook.privacy;

import java.util.List;

/**
 * What wraps the keys of customers, so that whoever has their table has no key: 32 bytes of the
 * settings or of a file, or a service that never gives its key away. Keys are unwrapped when they
 * are first used and then remembered, so a call over the network is bearable.
 */
public interface MasterKey {

  /**
   * Master keys that this process holds itself.
   *
   * @param present wraps and unwraps; 32 bytes in base64
   * @param former unwrap only
   * @throws IllegalArgumentException when one of them is not 32 bytes in base64
   */
  static MasterKey held(String present, List<String> former) {
    return new LocalMasterKey(present, former);
  }

  /** Names the key that wraps now; it is kept beside each key that is wrapped by it. */
  String name();

  /**
   * Wraps the bytes of a key.
   *
   * @param subject whose key it is; it unwraps for the same one only
   */
  byte[] wrap(byte[] key, String subject);

  /**
   * Unwraps what was wrapped, by the present key or by a former one.
   *
   * @param master the name of the key that has wrapped it
   * @throws KeysUnavailableException when there is no such key, or it does not answer
   */
  byte[] unwrap(String master, byte[] wrapped, String subject);
}
