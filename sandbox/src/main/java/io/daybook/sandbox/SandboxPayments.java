package io.daybook.sandbox;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A payment provider without money. Tokens steer it: {@code tok_declined} is declined, {@code
 * tok_capture_fails} is authorized and cannot be captured, {@code tok_silent} never answers; any
 * other token works.
 */
public final class SandboxPayments {
  private final Map<String, BigDecimal> captured = new ConcurrentHashMap<>();
  private final Map<UUID, BigDecimal> refunds = new ConcurrentHashMap<>();

  /**
   * Holds money.
   *
   * @return why it is declined, or nothing when the money is held under {@link #reference}
   * @throws UnansweredException when the token is one that never answers
   */
  public Optional<String> authorize(UUID key, String token) {
    if (token.equals("tok_silent")) {
      throw new UnansweredException("no answer to authorization " + key);
    }
    return token.equals("tok_declined") ? Optional.of("card declined") : Optional.empty();
  }

  /** The provider's name for what the authorization with this key holds. */
  public String reference(UUID authorizationKey, String token) {
    return "pi_" + authorizationKey + (token.equals("tok_capture_fails") ? "_uncapturable" : "");
  }

  /**
   * Takes held money, once per reference.
   *
   * @return why it failed, or nothing when the money is taken
   */
  public Optional<String> capture(String reference, BigDecimal amount) {
    if (reference.endsWith("_uncapturable")) {
      return Optional.of("the bank took the hold back");
    }
    captured.putIfAbsent(reference, amount);
    return Optional.empty();
  }

  /** Pays back, once per key. */
  public void refund(UUID key, BigDecimal amount) {
    refunds.putIfAbsent(key, amount);
  }

  /** All money taken since the start, in the unit of the amounts. */
  public BigDecimal capturedTotal() {
    return captured.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** All money paid back since the start, in the unit of the amounts. */
  public BigDecimal refundedTotal() {
    return refunds.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
