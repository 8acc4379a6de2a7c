package io.daybook.console.projection;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dead letters of a read model on a page.
 *
 * @param next address of the next page; null on the last
 */
public record LettersScreen(
    String model, List<Letter> letters, @Nullable String next, boolean mayDecide) {

  /** A page of them, as the API gives it. */
  public record Page(List<Letter> letters, @Nullable String next) {}

  /** An event that was set aside; others of its sequence wait behind it. */
  public record Letter(
      String id,
      String sequence,
      boolean head,
      String event,
      @Nullable Long position,
      @Nullable String orderId,
      @Nullable Cause cause,
      Instant since) {}

  /** Why it is here. */
  public record Cause(String type, @Nullable String message) {}

  /** Keeps its own list. */
  public LettersScreen {
    letters = List.copyOf(letters);
  }
}
