package io.daybook.console.work;

import io.daybook.console.page.Shown;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What would follow from a decision, on a page, before it is taken.
 *
 * @param action that would be given up; empty for the other decisions
 * @param isFinance whether whoever looks may decide about money
 */
public record PreviewScreen(
    Decision decision, String action, List<Group> groups, boolean isFinance) {

  /**
   * Something that would follow.
   *
   * @param when {@code AT_ONCE}, {@code THEN}, {@code IF_DONE} or {@code IF_NOT_DONE}
   */
  public record Follows(String when, String action, List<String> commands) {

    /** When, in words. */
    public String inWords() {
      return switch (when) {
        case "AT_ONCE" -> "at once";
        case "IF_DONE" -> "if it turns out to be done";
        case "IF_NOT_DONE" -> "if it turns out not to be done";
        default -> "then";
      };
    }

    /** What is sent, in words. */
    public String sends() {
      return commands.isEmpty()
          ? "by whoever does it"
          : commands.stream().map(Shown::event).collect(Collectors.joining(", "));
    }
  }

  /** Orders of which the same would follow. */
  public record Group(
      List<String> orders,
      boolean goesOn,
      @Nullable String refused,
      boolean aboutMoney,
      int waitingEvents,
      List<Follows> follows) {

    /** Keeps its own lists. */
    public Group {
      orders = List.copyOf(orders);
      follows = List.copyOf(follows);
    }
  }

  /** Keeps its own list. */
  public PreviewScreen {
    groups = List.copyOf(groups);
  }

  /** Those of which it would be done. */
  public List<String> orders() {
    return groups.stream()
        .filter(group -> group.refused() == null)
        .filter(group -> isFinance || !group.aboutMoney())
        .flatMap(group -> group.orders().stream())
        .toList();
  }

  /** What the button does. */
  public String button() {
    var count = orders().size();
    var many = count + (count == 1 ? " order" : " orders");
    return switch (decision) {
      case RESUME -> "Try " + many + " again";
      case SKIP -> "Give up “" + Shown.name(action) + "” of " + many;
      case CANCEL -> "Cancel " + many;
    };
  }

  /** What is asked. */
  public String heading() {
    return switch (decision) {
      case RESUME -> "What follows when they are tried again";
      case SKIP -> "What follows when “" + Shown.name(action) + "” is given up";
      case CANCEL -> "What follows when the orders are cancelled";
    };
  }
}
