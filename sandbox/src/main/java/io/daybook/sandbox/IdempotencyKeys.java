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
 * once is answered again, and nothing is done twice, until the key is forgotten. An error 500 is
 * stored like any answer, whether or not the work was done. All access is by one thread at a time.
 */
final class IdempotencyKeys {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String KIND = "idempotency";
  private static final String STATUS = "status";

  private static final String AT = "at_millis";

  private final Store store;
  private final Faults faults;
  private final Ages ages;
  private final long started;

  IdempotencyKeys(Store store, Faults faults, Ages ages) {
    this.store = store;
    this.faults = faults;
    this.ages = ages;
    this.started = ages.now().toEpochMilli();
  }

  /** The stored answer for a known key; another request under the same key is an error. */
  Reply once(@Nullable String key, String operation, String request, Supplier<Reply> work) {
    if (key == null) {
      return answer(operation, request, work);
    }
    // By the verb alone: memories of 0.1.0 were written so.
    var fingerprint = hash(operation.substring(operation.indexOf('.') + 1) + request);
    var now = ages.now().toEpochMilli();
    var known =
        store
            .find(KIND, key)
            .filter(one -> now - one.path(AT).asLong(started) < faults.keyLife().toMillis());
    if (known.isPresent()) {
      return known.get().path("request").asString().equals(fingerprint)
          ? new Reply(known.get().path(STATUS).asInt(), known.get().path("body"))
          : ProviderError.reply(
              400,
              "idempotency_error",
              "idempotency_key_in_use",
              "Keys can only be used with the same parameters they were first used with");
    }
    var reply = answer(operation, request, work);
    var entry =
        JSON.createObjectNode()
            .put("request", fingerprint)
            .put(STATUS, reply.status())
            .put(AT, now);
    entry.set("body", reply.body());
    store.put(KIND, key, entry);
    return reply;
  }

  private Reply answer(String operation, String request, Supplier<Reply> work) {
    if (faults.strikes(Faults.Kind.STORED_ERROR, operation, request)) {
      return ProviderError.stored();
    }
    var reply = work.get();
    return faults.strikes(Faults.Kind.STORED_ERROR_AFTER, operation, request)
        ? ProviderError.stored()
        : reply;
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
