package io.daybook.outside.payment;

import io.daybook.outside.IdempotencyKey;
import io.daybook.outside.payment.PaymentGateway.News;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the little that we want of what Stripe tells by itself: which event it is, and of which
 * call (docs.stripe.com/api/events/object). Whatever is signed and says neither is no news to us,
 * and no failure of theirs: they may tell of anything, in any version of their API.
 */
final class StripeNews {
  private static final Pattern EVENT_ID = Pattern.compile("[A-Za-z0-9_]{1,255}");
  private static final Set<String> OURS = Set.of("payment_intent", "refund");

  private StripeNews() {}

  static Optional<News> in(String body) {
    try {
      var event = JsonMapper.shared().readTree(body);
      var id = event.path("id").stringValue("");
      var object = event.path("data").path("object");
      var key = object.path("metadata").path(StripeBooks.CALL_KEY).stringValue("");
      return EVENT_ID.matcher(id).matches() && OURS.contains(object.path("object").stringValue(""))
          ? Optional.of(new News(id, new IdempotencyKey(UUID.fromString(key))))
          : Optional.empty();
    } catch (JacksonException | IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
