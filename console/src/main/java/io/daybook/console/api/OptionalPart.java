package io.daybook.console.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a page without which the rest is still shown. Its answer can come from another role of
 * the platform than that of the rest, which may not be there.
 *
 * @param found what the API has answered
 * @param refused why it has not; null when it has
 */
public record OptionalPart<T>(List<T> found, @Nullable String refused) {

  /** Keeps its own list. */
  public OptionalPart {
    found = List.copyOf(found);
  }
}
