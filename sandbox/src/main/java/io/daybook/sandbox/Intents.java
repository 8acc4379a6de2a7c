package io.daybook.sandbox;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The shape of a payment intent (docs.stripe.com/api/payment_intents/object). */
final class Intents {
  private Intents() {}

  /** One that has been asked for, and has no status yet. */
  static ObjectNode begin(Map<String, String> form, String token, long amount, Instant now) {
    var intent =
        JsonMapper.shared()
            .createObjectNode()
            .put("id", "pi_" + UUID.randomUUID().toString().replace("-", ""))
            .put("object", "payment_intent")
            .put("amount", amount)
            .put("amount_received", 0)
            .put("amount_refunded_in_sandbox", 0)
            .put("currency", form.get("currency"))
            .put("capture_method", form.getOrDefault("capture_method", "automatic"))
            .put("created", now.getEpochSecond())
            .put("livemode", false)
            .put("token_in_sandbox", token);
    intent.set("metadata", Metadata.in(form));
    return intent;
  }
}
