package io.daybook.sandbox;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was paid back of captured payments (docs.stripe.com/api/refunds). {@link Payments} lets one
 * thread in at a time.
 */
final class Refunds {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INTENT = "payment_intent";
  private static final String REFUND = "refund";

  private final Store store;
  private final Clock clock;
  private final BiConsumer<String, ObjectNode> webhook;

  Refunds(Store store, Clock clock, BiConsumer<String, ObjectNode> webhook) {
    this.store = store;
    this.clock = clock;
    this.webhook = webhook;
  }

  /** Pays back an amount, or all that is left of what was captured. */
  Reply make(Map<String, String> form) {
    var id = form.getOrDefault(INTENT, "");
    var found = store.find(INTENT, id);
    if (found.isEmpty()) {
      return ProviderError.missing(id);
    }
    var intent = found.get();
    var before = intent.path("amount_refunded_in_sandbox").asLong();
    var left = intent.path("amount_received").asLong() - before;
    var amount = Long.parseLong(form.getOrDefault("amount", Long.toString(left)));
    if (amount <= 0 || amount > left) {
      return ProviderError.reply(
          400, "invalid_request_error", "charge_already_refunded", "Only " + left + " is left");
    }
    var refund =
        JSON.createObjectNode()
            .put("id", "re_" + UUID.randomUUID().toString().replace("-", ""))
            .put("object", REFUND)
            .put("amount", amount)
            .put("currency", intent.path("currency").asString())
            .put(INTENT, id)
            .put("created", clock.instant().getEpochSecond())
            .put("status", "succeeded");
    store.put(REFUND, refund.path("id").asString(), refund);
    intent.put("amount_refunded_in_sandbox", before + amount);
    store.put(INTENT, id, intent);
    webhook.accept("refund.created", refund);
    return new Reply(200, refund);
  }

  /** Each with its payment and that one's charge where the client asks for them. */
  Reply list(Map<String, String> query) {
    var expand = Listing.isAsked(query, "data.payment_intent.latest_charge");
    return Listing.page(
        "/v1/refunds", store.all(REFUND), query, refund -> expand ? withPayment(refund) : refund);
  }

  private ObjectNode withPayment(ObjectNode refund) {
    store
        .find(INTENT, refund.path(INTENT).asString())
        .ifPresent(intent -> refund.set(INTENT, Charges.of(intent, true)));
    return refund;
  }
}
