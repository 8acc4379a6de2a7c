package io.daybook.privacy;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Master keys that this process holds itself. */
final class LocalMasterKey implements MasterKey {
  private static final int NAME_BYTES = 6;

  private final String name;
  private final Map<String, SecretBox> boxes = new HashMap<>();

  /**
   * @param present wraps and unwraps; 32 bytes in base64
   * @param former unwrap only
   * @throws IllegalArgumentException when one of them is not 32 bytes in base64
   */
  LocalMasterKey(String present, List<String> former) {
    former.forEach(this::add);
    this.name = add(present);
  }

  private String add(String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip().replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException _) {
      key = new byte[0]; // its text is nobody's to read, so the cause is not passed on
    }
    if (key.length != SecretBox.KEY_BYTES) {
      throw new IllegalArgumentException("A master key must be 32 bytes in base64");
    }
    var known = nameOf(key);
    boxes.put(known, new SecretBox(key));
    return known;
  }

  private static String nameOf(byte[] key) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public byte[] wrap(byte[] key, String subject) {
    return box(name).close(key, subject);
  }

  @Override
  public byte[] unwrap(String master, byte[] wrapped, String subject) {
    return box(master).open(wrapped, subject);
  }

  private SecretBox box(String master) {
    var box = boxes.get(master);
    if (box == null) {
      throw new KeysUnavailableException(
          "A key is wrapped by the master key " + master + ", which this process does not have",
          null);
    }
    return box;
  }
}
