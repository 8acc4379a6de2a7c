package io.daybook.sandbox;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a card's token and an amount must be like (docs.stripe.com/currencies). */
final class Cards {
  private static final String TOKEN = "payment_method_data[card][token]";
  private static final String USED = "used_token";
  private static final Set<String> LAST_DIGIT_IS_ZERO = Set.of("bhd", "jod", "kwd", "omr", "tnd");
  private static final Set<String> DECIMALS_ARE_ZERO = Set.of("isk", "ugx");
  private static final Map<String, Long> SMALLEST =
      Map.of("gbp", 30L, "usd", 50L, "eur", 50L, "jpy", 50L);

  private final Store store;

  Cards(Store store) {
    this.store = store;
  }

  /** What is wrong with a request to pay, or null. */
  @Nullable Reply refusal(String token, long amount, @Nullable String currency) {
    if (currency == null || amount <= 0) {
      return ProviderError.invalid("parameter_invalid_integer", "amount", "Invalid amount");
    }
    if ((LAST_DIGIT_IS_ZERO.contains(currency) && amount % 10 != 0)
        || (DECIMALS_ARE_ZERO.contains(currency) && amount % 100 != 0)) {
      return ProviderError.invalid(
          "parameter_invalid_integer", "amount", "Not an amount of " + currency + ": " + amount);
    }
    if (amount < SMALLEST.getOrDefault(currency, 1L)) {
      return ProviderError.invalid(
          "amount_too_small", "amount", "Amount must be at least " + SMALLEST.get(currency));
    }
    if (!token.isEmpty() && !token.startsWith("tok_")) {
      return ProviderError.invalid("resource_missing", TOKEN, "No such token: '" + token + "'");
    }
    if (store.find(USED, token).isPresent()) {
      return ProviderError.invalid(
          "token_already_used", TOKEN, "You cannot use a token more than once: " + token);
    }
    return null;
  }

  /** Most test tokens may be used again and again; those that begin with this, once. */
  void use(String token) {
    if (token.startsWith("tok_once")) {
      store.put(USED, token, JsonMapper.shared().createObjectNode().put("id", token));
    }
  }

  static String tokenIn(Map<String, String> form) {
    return form.getOrDefault(TOKEN, "");
  }
}
