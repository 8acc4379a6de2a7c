package io.daybook.sandbox;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was paid back of captured payments (docs.stripe.com/api/refunds). {@link Payments} lets one
 * thread in at a time.
 *
 * <p>The payment's token steers it: of {@code tok_refund_slow} a refund is {@code pending} for two
 * seconds; of {@code tok_refund_fails} the first one fails then.
 */
final class Refunds {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INTENT = "payment_intent";
  private static final String REFUND = "refund";
  private static final String STATUS = "status";
  private static final String REFUNDED = "amount_refunded_in_sandbox";

  private final Store store;
  private final Clock clock;
  private final BiConsumer<String, ObjectNode> webhook;
  private final Set<String> pending = new HashSet<>();

  Refunds(Store store, Clock clock, BiConsumer<String, ObjectNode> webhook) {
    this.store = store;
    this.clock = clock;
    this.webhook = webhook;
    store.all(REFUND).forEach(this::note);
  }

  /** Pays back an amount, or all that is left of what was captured. */
  Reply make(Map<String, String> form) {
    var id = form.getOrDefault(INTENT, "");
    var found = store.find(INTENT, id);
    if (found.isEmpty()) {
      return ProviderError.missing(id);
    }
    var intent = found.get();
    var before = intent.path(REFUNDED).asLong();
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
            .put(STATUS, pending(intent) ? "pending" : "succeeded");
    refund.set("metadata", Metadata.in(form));
    note(refund);
    store.put(REFUND, refund.path("id").asString(), refund);
    store.put(INTENT, id, intent.put(REFUNDED, before + amount));
    webhook.accept("refund.created", refund);
    return new Reply(200, refund);
  }

  Reply retrieve(String id) {
    return store
        .find(REFUND, id)
        .map(refund -> new Reply(200, ripened(refund)))
        .orElseGet(() -> ProviderError.missing(id));
  }

  /** Each with its payment and that one's charge where the client asks for them. */
  Reply list(Map<String, String> query) {
    var expand = Listing.isAsked(query, "data.payment_intent.latest_charge");
    var of = query.get(INTENT);
    var listed =
        store.all(REFUND).stream()
            .filter(refund -> of == null || refund.path(INTENT).asString().equals(of))
            .map(this::ripened)
            .toList();
    return Listing.page(
        "/v1/refunds", listed, query, refund -> expand ? withPayment(refund) : refund);
  }

  /** Has those that were pending tell what became of them. */
  void ripen() {
    for (var id : List.copyOf(pending)) {
      store.find(REFUND, id).ifPresent(this::ripened);
    }
  }

  private void note(ObjectNode refund) {
    if (refund.path(STATUS).asString().equals("pending")) {
      pending.add(refund.path("id").asString());
    }
  }

  private boolean pending(ObjectNode intent) {
    return switch (intent.path("token_in_sandbox").asString()) {
      case "tok_refund_slow" -> true;
      case "tok_refund_fails" -> of(intent).isEmpty();
      default -> false;
    };
  }

  private List<ObjectNode> of(ObjectNode intent) {
    return store.all(REFUND).stream()
        .filter(refund -> refund.path(INTENT).equals(intent.path("id")))
        .toList();
  }

  private ObjectNode ripened(ObjectNode refund) {
    var age = clock.instant().getEpochSecond() - refund.path("created").asLong();
    if (refund.path(STATUS).asString().equals("pending") && age >= Payments.SLOW_SECONDS) {
      var intent = store.find(INTENT, refund.path(INTENT).asString()).orElseThrow();
      var fails = intent.path("token_in_sandbox").asString().equals("tok_refund_fails");
      refund.put(STATUS, fails ? "failed" : "succeeded");
      if (fails) {
        refund.put("failure_reason", "expired_or_canceled_card");
        var left = intent.path(REFUNDED).asLong() - refund.path("amount").asLong();
        store.put(INTENT, intent.path("id").asString(), intent.put(REFUNDED, left));
      }
      store.put(REFUND, refund.path("id").asString(), refund);
      pending.remove(refund.path("id").asString());
      webhook.accept(fails ? "refund.failed" : "refund.updated", refund);
    }
    return refund;
  }

  private ObjectNode withPayment(ObjectNode refund) {
    store
        .find(INTENT, refund.path(INTENT).asString())
        .ifPresent(intent -> refund.set(INTENT, Charges.of(intent, true)));
    return refund;
  }
}
