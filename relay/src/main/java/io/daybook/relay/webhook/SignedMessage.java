package io.daybook.relay.webhook;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A body and the three headers by which a receiver knows that it comes from us, when it was sent,
 * and whether it was there before (Standard Webhooks, "Webhook headers").
 *
 * @param id the same for each attempt
 * @param timestamp of this attempt, in seconds since 1970
 * @param signature one for each secret that is valid, with spaces between them
 */
record SignedMessage(String id, long timestamp, String signature, byte[] body) {

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
}
