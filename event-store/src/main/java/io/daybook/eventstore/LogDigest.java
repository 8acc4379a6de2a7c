package io.daybook.eventstore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of what a log is made of: numbers as 8 bytes big-endian, texts as length in bytes and
 * UTF-8, null as length -1. Seals that exist were made this way, so it must not change.
 */
final class LogDigest {
  private final MessageDigest digest = sha256();

  LogDigest add(EventRow row) {
    return add(row.position())
        .add(row.stream())
        .add(row.version())
        .add(row.streamType())
        .add(row.eventId())
        .add(row.recordedAtMicros())
        .add(row.payloadType())
        .add(row.payloadRevision())
        .add(row.payload())
        .add(row.metadata());
  }

  LogDigest add(long number) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    return this;
  }

  LogDigest add(@Nullable String text) {
    if (text == null) {
      return add(-1);
    }
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    add(bytes.length);
    digest.update(bytes);
    return this;
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible); // every Java has SHA-256
    }
  }
}
