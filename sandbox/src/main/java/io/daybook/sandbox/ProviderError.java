package io.daybook.sandbox;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What went wrong, as Stripe says it (docs.stripe.com/api/errors). */
final class ProviderError {
  private static final int PAYMENT_REQUIRED = 402;

  private ProviderError() {}

  static Reply reply(int status, String type, String code, String message) {
    var body = JsonMapper.shared().createObjectNode();
    var unused = errorIn(body, type, code, message);
    return new Reply(status, body);
  }

  /** It stays the answer under its key. */
  static Reply stored() {
    return reply(500, "api_error", "api_error", "An unexpected error occurred.");
  }

  /** A refusal of one parameter, which names it. */
  static Reply invalid(String code, String parameter, String message) {
    var body = JsonMapper.shared().createObjectNode();
    errorIn(body, "invalid_request_error", code, message).put("param", parameter);
    return new Reply(400, body);
  }

  static Reply missing(String id) {
    return reply(
        404, "invalid_request_error", "resource_missing", "No such payment_intent: '" + id + "'");
  }

  static Reply unexpectedState(JsonNode intent) {
    return reply(
        400,
        "invalid_request_error",
        "payment_intent_unexpected_state",
        "This PaymentIntent has a status of " + intent.path("status").asString());
  }

  /** The one error that has its payment with it: it exists, and may be tried with another card. */
  static Reply declined(JsonNode intent) {
    var body = JsonMapper.shared().createObjectNode();
    errorIn(body, "card_error", "card_declined", "Your card was declined.")
        .set("payment_intent", intent);
    return new Reply(PAYMENT_REQUIRED, body);
  }

  static Reply holdTakenBack() {
    return reply(PAYMENT_REQUIRED, "card_error", "expired_card", "The bank took the hold back.");
  }

  private static ObjectNode errorIn(ObjectNode body, String type, String code, String message) {
    return body.putObject("error").put("type", type).put("code", code).put("message", message);
  }
}
