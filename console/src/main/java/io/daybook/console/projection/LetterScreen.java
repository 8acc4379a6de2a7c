package io.daybook.console.projection;

import org.jspecify.annotations.Nullable;

/**
 * A dead letter on a page.
 *
 * @param payload what is in it, as JSON for people
 */
public record LetterScreen(
    String model,
    LettersScreen.Letter letter,
    @Nullable String revision,
    String payload,
    String metadata,
    boolean mayDecide) {}
