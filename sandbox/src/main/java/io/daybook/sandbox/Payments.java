package io.daybook.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payment provider that speaks as much of Stripe's PaymentIntents protocol as its official
 * clients need (docs.stripe.com/api/payment_intents, /refunds, /idempotent_requests): amounts in
 * the smallest unit of the currency, manual capture, and stored answers by {@code Idempotency-Key}.
 *
 * <p>Card tokens steer it: {@code tok_declined} is declined, {@code tok_capture_fails} can be held
 * and not captured, {@code tok_slow} is {@code processing} for two seconds, any other works.
 */
final class Payments {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String INTENT = "payment_intent";
  private static final String REFUND = "refund";
  private static final String STATUS = "status";
  private static final int PAYMENT_REQUIRED = 402;
  private static final long SLOW_SECONDS = 2;

  private final Store store;
  private final Clock clock;
  private final BiConsumer<String, ObjectNode> webhook;
  private final Set<String> slow = new HashSet<>();

  /**
   * @param webhook told of every change, by the event's type
   */
  Payments(Store store, Clock clock, BiConsumer<String, ObjectNode> webhook) {
    this.store = store;
    this.clock = clock;
    this.webhook = webhook;
    for (var intent : store.all(INTENT)) {
      if (intent.path(STATUS).asString().equals("processing")) {
        slow.add(intent.path("id").asString());
      }
    }
  }

  synchronized Reply create(Map<String, String> form, @Nullable String key, boolean declined) {
    return once(key, "create" + form, () -> created(form, declined));
  }

  synchronized Reply capture(String id, Map<String, String> form, @Nullable String key) {
    return once(key, "capture" + id + form, () -> captured(id, form));
  }

  synchronized Reply cancel(String id, @Nullable String key) {
    return once(key, "cancel" + id, () -> cancelled(id));
  }

  synchronized Reply refund(Map<String, String> form, @Nullable String key) {
    return once(key, "refund" + form, () -> refunded(form));
  }

  synchronized Reply retrieve(String id, Map<String, String> query) {
    var expand = Listing.isAsked(query, "latest_charge");
    return store
        .find(INTENT, id)
        .map(intent -> new Reply(200, Charges.of(ripened(intent), expand)))
        .orElseGet(() -> missing(id));
  }

  synchronized Reply list(Map<String, String> query) {
    var expand = Listing.isAsked(query, "data.latest_charge");
    return Listing.page(
        "/v1/payment_intents",
        store.all(INTENT),
        query,
        intent -> Charges.of(ripened(intent), expand));
  }

  /** Refunds, each with its payment and that one's charge where the client asks for them. */
  synchronized Reply refunds(Map<String, String> query) {
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

  private Reply created(Map<String, String> form, boolean declined) {
    var token = form.getOrDefault("payment_method_data[card][token]", "");
    var amount = Long.parseLong(form.getOrDefault("amount", "0"));
    if (amount <= 0 || !form.containsKey("currency")) {
      return error(400, "invalid_request_error", "parameter_invalid_integer", "Invalid amount");
    }
    var id = "pi_" + UUID.randomUUID().toString().replace("-", "");
    var intent =
        JSON.createObjectNode()
            .put("id", id)
            .put("object", INTENT)
            .put("amount", amount)
            .put("amount_received", 0)
            .put("amount_refunded_in_sandbox", 0)
            .put("currency", form.get("currency"))
            .put("capture_method", form.getOrDefault("capture_method", "automatic"))
            .put("created", clock.instant().getEpochSecond())
            .put("livemode", false)
            .put("token_in_sandbox", token);
    var metadata = intent.putObject("metadata");
    form.forEach(
        (name, value) -> {
          if (name.startsWith("metadata[")) {
            metadata.put(name.substring("metadata[".length(), name.length() - 1), value);
          }
        });
    if (declined || token.equals("tok_declined")) {
      intent.put(STATUS, "requires_payment_method").put("amount_capturable", 0);
      save(intent, "payment_intent.payment_failed");
      var body = JSON.createObjectNode();
      errorIn(body, "card_error", "card_declined", "Your card was declined.").set(INTENT, intent);
      return new Reply(PAYMENT_REQUIRED, body);
    }
    if (token.equals("tok_slow")) {
      intent.put(STATUS, "processing").put("amount_capturable", 0);
      slow.add(id);
      save(intent, "payment_intent.processing");
    } else {
      intent.put(STATUS, "requires_capture").put("amount_capturable", amount);
      save(intent, "payment_intent.amount_capturable_updated");
    }
    return new Reply(200, intent);
  }

  private Reply captured(String id, Map<String, String> form) {
    var found = store.find(INTENT, id);
    if (found.isEmpty()) {
      return missing(id);
    }
    var intent = ripened(found.get());
    if (!intent.path(STATUS).asString().equals("requires_capture")) {
      return unexpectedState(intent);
    }
    if (intent.path("token_in_sandbox").asString().equals("tok_capture_fails")) {
      intent.put(STATUS, "canceled").put("amount_capturable", 0);
      save(intent, "payment_intent.canceled");
      return error(PAYMENT_REQUIRED, "card_error", "expired_card", "The bank took the hold back.");
    }
    var held = intent.path("amount").asLong();
    var taken = Long.parseLong(form.getOrDefault("amount_to_capture", Long.toString(held)));
    if (taken <= 0 || taken > held) {
      return error(400, "invalid_request_error", "amount_too_large", "More than is held");
    }
    intent.put(STATUS, "succeeded").put("amount_received", taken).put("amount_capturable", 0);
    save(intent, "payment_intent.succeeded");
    return new Reply(200, intent);
  }

  private Reply cancelled(String id) {
    var found = store.find(INTENT, id);
    if (found.isEmpty()) {
      return missing(id);
    }
    var intent = ripened(found.get());
    if (List.of("succeeded", "canceled").contains(intent.path(STATUS).asString())) {
      return unexpectedState(intent);
    }
    intent.put(STATUS, "canceled").put("amount_capturable", 0);
    save(intent, "payment_intent.canceled");
    return new Reply(200, intent);
  }

  private Reply refunded(Map<String, String> form) {
    var id = form.getOrDefault(INTENT, "");
    var found = store.find(INTENT, id);
    if (found.isEmpty()) {
      return missing(id);
    }
    var intent = found.get();
    var before = intent.path("amount_refunded_in_sandbox").asLong();
    var left = intent.path("amount_received").asLong() - before;
    var amount = Long.parseLong(form.getOrDefault("amount", Long.toString(left)));
    if (amount <= 0 || amount > left) {
      return error(
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
            .put(STATUS, "succeeded");
    store.put(REFUND, refund.path("id").asString(), refund);
    intent.put("amount_refunded_in_sandbox", before + amount);
    store.put(INTENT, id, intent);
    webhook.accept("refund.created", refund);
    return new Reply(200, refund);
  }

  /** A slow payment is held once its time has come. */
  private ObjectNode ripened(ObjectNode intent) {
    var age = clock.instant().getEpochSecond() - intent.path("created").asLong();
    if (intent.path(STATUS).asString().equals("processing") && age >= SLOW_SECONDS) {
      intent.put(STATUS, "requires_capture");
      intent.put("amount_capturable", intent.path("amount").asLong());
      slow.remove(intent.path("id").asString());
      save(intent, "payment_intent.amount_capturable_updated");
    }
    return intent;
  }

  /** Has slow payments whose time has come tell so. */
  synchronized void ripen() {
    for (var id : List.copyOf(slow)) {
      store.find(INTENT, id).ifPresent(this::ripened);
    }
  }

  private void save(ObjectNode intent, String event) {
    store.put(INTENT, intent.path("id").asString(), intent);
    webhook.accept(event, intent);
  }

  /** The stored answer for a known key; another request under the same key is an error. */
  private Reply once(@Nullable String key, String request, Supplier<Reply> work) {
    if (key == null) {
      return work.get();
    }
    var fingerprint = hash(request);
    var known = store.find("idempotency", key);
    if (known.isPresent()) {
      return known.get().path("request").asString().equals(fingerprint)
          ? new Reply(known.get().path(STATUS).asInt(), known.get().path("body"))
          : error(
              400,
              "idempotency_error",
              "idempotency_key_in_use",
              "Keys can only be used with the same parameters they were first used with");
    }
    var reply = work.get();
    var entry = JSON.createObjectNode().put("request", fingerprint).put(STATUS, reply.status());
    entry.set("body", reply.body());
    store.put("idempotency", key, entry);
    return reply;
  }

  private static Reply missing(String id) {
    return error(
        404, "invalid_request_error", "resource_missing", "No such payment_intent: '" + id + "'");
  }

  private static Reply unexpectedState(JsonNode intent) {
    return error(
        400,
        "invalid_request_error",
        "payment_intent_unexpected_state",
        "This PaymentIntent has a status of " + intent.path(STATUS).asString());
  }

  static Reply error(int status, String type, String code, String message) {
    var body = JSON.createObjectNode();
    var unused = errorIn(body, type, code, message);
    return new Reply(status, body);
  }

  private static ObjectNode errorIn(ObjectNode body, String type, String code, String message) {
    return body.putObject("error").put("type", type).put("code", code).put("message", message);
  }

  private static String hash(String text) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** Sums over everything, in the smallest unit: what a test compares its books with. */
  synchronized Map<String, Long> totals() {
    long captured = 0;
    long refunded = 0;
    long held = 0;
    for (var intent : store.all(INTENT)) {
      captured += intent.path("amount_received").asLong();
      refunded += intent.path("amount_refunded_in_sandbox").asLong();
      held += intent.path("amount_capturable").asLong();
    }
    var totals = new LinkedHashMap<String, Long>();
    totals.put("captured", captured);
    totals.put("refunded", refunded);
    totals.put("held", held);
    return totals;
  }
}
