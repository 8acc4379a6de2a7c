package io.daybook.sandbox;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A payment provider that speaks as much of Stripe's PaymentIntents protocol as its official
 * clients need (docs.stripe.com/api/payment_intents): amounts in the smallest unit of the currency,
 * manual capture, {@link Refunds}, and stored answers by {@link IdempotencyKeys}.
 *
 * <p>Card tokens steer it: {@code tok_declined} is declined, {@code tok_capture_fails} can be held
 * and not captured, {@code tok_slow} is {@code processing} for two seconds and {@code
 * tok_slow_declined} is declined then, {@code tok_3ds} wants its owner to confirm, {@code
 * tok_once…} works once, {@code tok_refund_…} is {@link Refunds}', any other {@code tok_…} works.
 * Holds expire after seven days.
 */
final class Payments {
  private static final String INTENT = "payment_intent";
  private static final String STATUS = "status";
  private static final String HELD = "requires_capture";
  private static final String UNPAID = "requires_payment_method";
  static final long SLOW_SECONDS = 2;
  private static final Duration HOLD = Duration.ofDays(7);

  private final Store store;
  private final Clock clock;
  private final BiConsumer<String, ObjectNode> webhook;
  private final Ages ages;
  private final IdempotencyKeys keys;
  private final Cards cards;
  private final Refunds refunds;
  private final Set<String> slow = new HashSet<>();

  /**
   * @param webhook told of every change, by the event's type
   */
  Payments(Store store, Clock clock, Faults faults, BiConsumer<String, ObjectNode> webhook) {
    this.store = store;
    this.clock = clock;
    this.webhook = webhook;
    this.ages = new Ages(store, clock);
    this.keys = new IdempotencyKeys(store, faults, ages);
    this.cards = new Cards(store);
    this.refunds = new Refunds(store, clock, webhook);
    for (var intent : store.all(INTENT)) {
      if (intent.path(STATUS).asString().equals("processing")) {
        slow.add(intent.path("id").asString());
      }
    }
  }

  synchronized Reply create(Map<String, String> form, @Nullable String key, boolean declined) {
    return keys.once(key, "payments.create", form.toString(), () -> created(form, declined));
  }

  synchronized Reply capture(String id, Map<String, String> form, @Nullable String key) {
    return keys.once(key, "payments.capture", id + form, () -> captured(id, form));
  }

  synchronized Reply cancel(String id, @Nullable String key) {
    return keys.once(key, "payments.cancel", id, () -> cancelled(id));
  }

  synchronized Reply refund(Map<String, String> form, @Nullable String key) {
    return keys.once(key, "payments.refund", form.toString(), () -> refunds.make(form));
  }

  synchronized Reply retrieve(String id, Map<String, String> query) {
    var expand = Listing.isAsked(query, "latest_charge");
    return store
        .find(INTENT, id)
        .map(intent -> new Reply(200, Charges.of(ripened(intent), expand)))
        .orElseGet(() -> ProviderError.missing(id));
  }

  synchronized Reply list(Map<String, String> query) {
    var expand = Listing.isAsked(query, "data.latest_charge");
    return Listing.page(
        "/v1/payment_intents",
        store.all(INTENT),
        query,
        intent -> Charges.of(ripened(intent), expand));
  }

  /** Has keys and holds grow older. */
  synchronized Instant advance(Duration further) {
    ages.advance(further);
    return ages.now();
  }

  synchronized Reply retrieveRefund(String id) {
    return refunds.retrieve(id);
  }

  synchronized Reply refunds(Map<String, String> query) {
    return refunds.list(query);
  }

  private Reply created(Map<String, String> form, boolean declined) {
    var token = Cards.tokenIn(form);
    var amount = Long.parseLong(form.getOrDefault("amount", "0"));
    var refusal = cards.refusal(token, amount, form.get("currency"));
    if (refusal != null) {
      return refusal;
    }
    cards.use(token);
    var intent = Intents.begin(form, token, amount, clock.instant());
    if (declined || token.equals("tok_declined")) {
      intent.put(STATUS, UNPAID).put("amount_capturable", 0);
      intent.putObject("last_payment_error").put("code", "card_declined");
      save(intent, "payment_intent.payment_failed");
      return ProviderError.declined(intent);
    }
    if (token.equals("tok_3ds")) {
      intent.put(STATUS, "requires_action").put("amount_capturable", 0);
      save(intent, "payment_intent.requires_action");
    } else if (token.startsWith("tok_slow")) {
      intent.put(STATUS, "processing").put("amount_capturable", 0);
      slow.add(intent.path("id").asString());
      save(intent, "payment_intent.processing");
    } else {
      intent.put(STATUS, HELD).put("amount_capturable", amount);
      save(intent, "payment_intent.amount_capturable_updated");
    }
    return new Reply(200, intent);
  }

  private Reply captured(String id, Map<String, String> form) {
    var found = store.find(INTENT, id);
    if (found.isEmpty()) {
      return ProviderError.missing(id);
    }
    var intent = ripened(found.get());
    if (!intent.path(STATUS).asString().equals(HELD)) {
      return ProviderError.unexpectedState(intent);
    }
    if (intent.path("token_in_sandbox").asString().equals("tok_capture_fails")) {
      intent.put(STATUS, "canceled").put("amount_capturable", 0);
      save(intent, "payment_intent.canceled");
      return ProviderError.holdTakenBack();
    }
    var held = intent.path("amount").asLong();
    var taken = Long.parseLong(form.getOrDefault("amount_to_capture", Long.toString(held)));
    if (taken <= 0 || taken > held) {
      return ProviderError.reply(
          400, "invalid_request_error", "amount_too_large", "More than is held");
    }
    intent.put(STATUS, "succeeded").put("amount_received", taken).put("amount_capturable", 0);
    save(intent, "payment_intent.succeeded");
    return new Reply(200, intent);
  }

  private Reply cancelled(String id) {
    var found = store.find(INTENT, id);
    if (found.isEmpty()) {
      return ProviderError.missing(id);
    }
    var intent = ripened(found.get());
    if (List.of("succeeded", "canceled").contains(intent.path(STATUS).asString())) {
      return ProviderError.unexpectedState(intent);
    }
    intent.put(STATUS, "canceled").put("amount_capturable", 0);
    save(intent, "payment_intent.canceled");
    return new Reply(200, intent);
  }

  /** A slow payment is decided once its time has come, and a hold ends with its. */
  private ObjectNode ripened(ObjectNode intent) {
    var created = intent.path("created").asLong();
    var status = intent.path(STATUS).asString();
    if (status.equals("processing") && clock.instant().getEpochSecond() - created >= SLOW_SECONDS) {
      decide(intent);
    } else if (status.equals(HELD)
        && Instant.ofEpochSecond(created).plus(HOLD).isBefore(ages.now())) {
      intent.put(STATUS, "canceled").put("amount_capturable", 0);
      save(intent.put("cancellation_reason", "automatic"), "payment_intent.canceled");
    }
    return intent;
  }

  private void decide(ObjectNode intent) {
    slow.remove(intent.path("id").asString());
    if (intent.path("token_in_sandbox").asString().equals("tok_slow_declined")) {
      intent.put(STATUS, UNPAID).putObject("last_payment_error").put("code", "card_declined");
      save(intent, "payment_intent.payment_failed");
    } else {
      intent.put(STATUS, HELD).put("amount_capturable", intent.path("amount").asLong());
      save(intent, "payment_intent.amount_capturable_updated");
    }
  }

  /** Has slow payments and refunds whose time has come tell so. */
  synchronized void ripen() {
    refunds.ripen();
    for (var id : List.copyOf(slow)) {
      store.find(INTENT, id).ifPresent(this::ripened);
    }
  }

  private void save(ObjectNode intent, String event) {
    store.put(INTENT, intent.path("id").asString(), intent);
    webhook.accept(event, intent);
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
