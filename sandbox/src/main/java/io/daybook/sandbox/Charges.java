package io.daybook.sandbox;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The charge behind a payment intent (docs.stripe.com/api/charges): its id, or the object where the
 * client asks to expand it. It is where Stripe says how much was paid back, and what was held and
 * never taken counts as paid back there once it is let go.
 */
final class Charges {
  private static final String LATEST_CHARGE = "latest_charge";
  private static final String STILL_HELD = "requires_capture";
  private static final List<String> WITHOUT = List.of("requires_payment_method", "processing");

  private Charges() {}

  static ObjectNode of(ObjectNode intent, boolean expand) {
    var shown = intent.deepCopy();
    if (WITHOUT.contains(intent.path("status").asString())) {
      return shown.putNull(LATEST_CHARGE);
    }
    var id = "ch_" + intent.path("id").asString().substring("pi_".length());
    if (!expand) {
      return shown.put(LATEST_CHARGE, id);
    }
    shown.set(LATEST_CHARGE, charge(intent, shown.objectNode().put("id", id)));
    return shown;
  }

  private static ObjectNode charge(JsonNode intent, ObjectNode charge) {
    var amount = intent.path("amount").asLong();
    var captured = intent.path("amount_received").asLong();
    var letGo = STILL_HELD.equals(intent.path("status").asString()) ? 0 : amount - captured;
    var refunded = intent.path("amount_refunded_in_sandbox").asLong() + letGo;
    return charge
        .put("object", "charge")
        .put("amount", amount)
        .put("amount_captured", captured)
        .put("amount_refunded", refunded)
        .put("captured", captured > 0)
        .put("refunded", refunded == amount)
        .put("currency", intent.path("currency").asString())
        .put("created", intent.path("created").asLong())
        .put("payment_intent", intent.path("id").asString());
  }
}
