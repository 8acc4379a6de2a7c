package io.daybook.console.work;

import io.daybook.console.page.Shown;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The work list on a page.
 *
 * @param previews what follows when they are tried again; nothing for who may not decide
 * @param isWhole false when more orders are parked than are shown
 * @param mayDecide whether whoever looks may do anything about it
 */
public record WorkScreen(
    List<Group> groups, List<PreviewScreen.Group> previews, boolean isWhole, boolean mayDecide) {
  private static final Set<String> FORWARD =
      Set.of(
          "AUTHORIZE_PAYMENT",
          "RESERVE_STOCK",
          "BOOK_CARRIER",
          "CAPTURE_PAYMENT",
          "CONFIRM_ORDER",
          "START_PICKING");

  /** Orders that are parked at the same action, for the same reason. */
  public record Group(String action, String reason, List<Item> items) {

    /** Keeps its own list. */
    public Group {
      items = List.copyOf(items);
    }

    /** What it means to give the action up, as docs/operations.md has it. */
    public String givenUp() {
      return FORWARD.contains(action)
          ? "the order is undone: what was held or taken for it is let go or paid back"
          : "it counts as done, by you, by hand";
    }
  }

  /** An order that waits. */
  public record Item(String order, String phase, int attempts, Instant since) {}

  /** Keeps its own list. */
  public WorkScreen {
    groups = List.copyOf(groups);
    previews = List.copyOf(previews);
  }

  /** What follows when orders of a group are tried again, in a line for each way. */
  public List<String> ways(Group group) {
    return previews.stream()
        .filter(preview -> preview.refused() == null && !preview.follows().isEmpty())
        .filter(
            preview ->
                group.items().stream().anyMatch(item -> preview.orders().contains(item.order())))
        .map(
            preview ->
                preview.follows().stream()
                    .map(follows -> Shown.name(follows.action()).toLowerCase(Locale.ENGLISH))
                    .collect(Collectors.joining(", then ")))
        .distinct()
        .toList();
  }
}
