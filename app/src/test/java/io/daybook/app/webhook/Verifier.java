package io.daybook.app.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Verifies as receivers do who have read the specification, and none of our code. */
final class Verifier {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private Verifier() {}

  static boolean isGenuine(ReceiverForTests.Message message, String secret) {
    var sent = Instant.ofEpochSecond(Long.parseLong(message.timestamp()));
    if (Duration.between(sent, Instant.now()).abs().compareTo(TOLERANCE) > 0) {
      return false;
    }
    try {
      var mac = Mac.getInstance("HmacSHA256");
      var key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      var signed = message.id() + "." + message.timestamp() + "." + message.body();
      var expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      for (var one : message.signature().split(" ")) {
        var parts = one.split(",", 2);
        if (parts[0].equals("v1")
            && MessageDigest.isEqual(expected, Base64.getDecoder().decode(parts[1]))) {
          return true;
        }
      }
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
