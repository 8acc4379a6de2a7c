package io.daybook.console.order;

import io.daybook.console.api.OptionalPart;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was asked of the outside for an order, as the API gives it.
 *
 * @param calls null for who may not see them, and on pages of the past
 * @param mails null for who may not see them, and on pages of the past
 */
public record Outside(@Nullable OptionalPart<Call> calls, @Nullable OptionalPart<Mail> mails) {
  static final Outside NONE = new Outside(null, null);

  /**
   * A call.
   *
   * @param askedBy the type of the event that asked for it
   * @param dueAt when it is tried next; null when it is not
   */
  public record Call(
      String port,
      String askedBy,
      String state,
      int attempts,
      @Nullable Instant lastAttemptAt,
      @Nullable Instant dueAt,
      @Nullable String lastFailure) {

    /** Whether it is set aside, to wait for a person or to be tried slowly. */
    public boolean isParked() {
      return state.startsWith("PARKED");
    }
  }

  /**
   * A mail to the customer. Its other form, HTML, has no place in a page of ours.
   *
   * @param sentAt null unless it went out
   */
  public record Mail(
      String subject, String text, String state, Instant askedAt, @Nullable Instant sentAt) {}
}
