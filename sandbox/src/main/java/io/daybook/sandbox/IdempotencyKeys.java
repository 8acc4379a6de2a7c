package io.daybook.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers by {@code Idempotency-Key} (docs.stripe.com/api/idempotent_requests): what was answered
 * once is answered again, and nothing is done twice. All access is by one thread at a time.
 */
final class IdempotencyKeys {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String KIND = "idempotency";
  private static final String STATUS = "status";

  private final Store store;

  IdempotencyKeys(Store store) {
    this.store = store;
  }

  /** The stored answer for a known key; another request under the same key is an error. */
  Reply once(@Nullable String key, String request, Supplier<Reply> work) {
    if (key == null) {
      return work.get();
    }
    var fingerprint = hash(request);
    var known = store.find(KIND, key);
    if (known.isPresent()) {
      return known.get().path("request").asString().equals(fingerprint)
          ? new Reply(known.get().path(STATUS).asInt(), known.get().path("body"))
          : ProviderError.reply(
              400,
              "idempotency_error",
              "idempotency_key_in_use",
              "Keys can only be used with the same parameters they were first used with");
    }
    var reply = work.get();
    var entry = JSON.createObjectNode().put("request", fingerprint).put(STATUS, reply.status());
    entry.set("body", reply.body());
    store.put(KIND, key, entry);
    return reply;
  }

  private static String hash(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
