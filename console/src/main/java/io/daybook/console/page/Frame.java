package io.daybook.console.page;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is around each page.
 *
 * @param title of the page, without the name of the shop
 * @param who the name of whoever looks; null when nobody is signed in
 * @param roles of whoever looks
 * @param entries of the navigation, those that may be opened
 * @param theme {@code light}, {@code dark}, or empty for what the browser prefers
 * @param csrf goes with each form
 * @param notice what was just done; null for nothing
 * @param assets the version of style and script, for the browser's cache
 */
public record Frame(
    String title,
    @Nullable String who,
    String roles,
    List<Entry> entries,
    String theme,
    String csrf,
    @Nullable String notice,
    String assets) {

  /** A place of the console. */
  public record Entry(String label, String address, boolean current) {}

  /** Keeps its own list. */
  public Frame {
    entries = List.copyOf(entries);
  }
}
