package io.daybook.command.payment;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.joda.money.Money;

/** Money that goes back to the customer, and how far that is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
sealed interface Refund {

  /** How much goes back. */
  Money amount();

  /** The provider was asked for it. */
  record Asked(Money amount) implements Refund {}

  /**
   * The provider could not do it; it may succeed later.
   *
   * @param attempt the latest that failed
   */
  record Failed(Money amount, int attempt) implements Refund {}

  /** The provider has done it; final. */
  record PaidBack(Money amount) implements Refund {}
}
