package io.daybook.relay.webhook;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A body and the three headers by which a receiver knows that it comes from us, when it was sent,
 * and whether it was there before (Standard Webhooks, "Webhook headers").
 */
final class SignedMessage {
  private final String id;
  private final long timestamp;
  private final String signature;
  private final byte[] body;

  private SignedMessage(String id, long timestamp, String signature, byte[] body) {
    this.id = id;
    this.timestamp = timestamp;
    this.signature = signature;
    this.body = body;
  }

  /**
   * Signs a body.
   *
   * @throws IllegalArgumentException when the id has a full stop, which separates what is signed,
   *     or there is no secret
   */
  static SignedMessage of(String id, Instant at, byte[] body, List<SigningSecret> secrets) {
    if (id.indexOf('.') >= 0 || secrets.isEmpty()) {
      throw new IllegalArgumentException("Nothing can be signed as " + id);
    }
    var timestamp = at.getEpochSecond();
    var signature =
        secrets.stream()
            .map(secret -> secret.sign(id, timestamp, body))
            .collect(Collectors.joining(" "));
    return new SignedMessage(id, timestamp, signature, body);
  }

  /** The same for each attempt. */
  String id() {
    return id;
  }

  /** Of this attempt, in seconds since 1970. */
  long timestamp() {
    return timestamp;
  }

  /** One for each secret that is valid, with spaces between them. */
  String signature() {
    return signature;
  }

  /** Not to be written to. */
  byte[] body() {
    return body;
  }
}
