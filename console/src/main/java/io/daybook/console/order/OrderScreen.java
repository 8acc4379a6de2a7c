package io.daybook.console.order;

import io.daybook.console.api.ApiRefused;
import io.daybook.console.page.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order on a page.
 *
 * @param at the position that the page was asked for; null for now
 * @param changes what the last step has changed
 * @param stages how far the fulfilment had come; empty for who may not see the past
 * @param fulfilment how it is now; null for who may not see it, and on pages of the past
 * @param standing what it waits for; null for who may not see it, and when it waits for nothing
 * @param outside what was asked of the outside until now; nothing on pages of the past
 * @param actions what whoever looks may ask for now
 * @param refused why what was asked for is not done; null when nothing was
 * @param key by which a return that is sent twice is one
 */
public record OrderScreen(
    OrderAnswer.Order order,
    @Nullable Long at,
    History history,
    List<OrderAnswer.Change> changes,
    List<Stage.Reached> stages,
    OrderAnswer.@Nullable Fulfilment fulfilment,
    OrderAnswer.@Nullable Standing standing,
    Outside outside,
    Actions actions,
    @Nullable ApiRefused refused,
    String key) {

  /**
   * What may be asked for: by the rights of whoever looks, and by what the order says of itself.
   */
  public record Actions(boolean cancel, boolean address, boolean takeBack, boolean causes) {
    static final Actions NONE = new Actions(false, false, false, false);

    /** Whether there is anything. */
    public boolean any() {
      return cancel || address || takeBack;
    }
  }

  /** Keeps its own lists. */
  public OrderScreen {
    changes = List.copyOf(changes);
    stages = List.copyOf(stages);
  }

  /** Whether the last step has changed a field, or one below it. */
  public boolean isChanged(String field) {
    return changes.stream()
        .anyMatch(change -> change.field().equals(field) || change.field().startsWith(field + "."));
  }

  /** For the style of what shows a field. */
  public @Nullable String mark(String field) {
    return isChanged(field) ? "changed" : null;
  }

  /** Until when something is waited for at a stage; null when nothing is, or without an end. */
  public OrderAnswer.@Nullable Deadline deadline(Stage.Reached stage) {
    if (standing == null || standing.deadline() == null) {
      return null;
    }
    var there = stages.stream().filter(one -> one.stage().awaits(standing.awaited())).toList();
    var open =
        there.stream().filter(one -> one.state() != Stage.State.DONE).findFirst().orElse(null);
    var waiting = open == null && !there.isEmpty() ? there.getLast() : open;
    return stage.equals(waiting) ? standing.deadline() : null;
  }

  /**
   * How often the outside was called for a stage; 0 where it was not, or that is not to be seen.
   */
  public int attempts(Stage.Reached stage) {
    var calls = outside.calls();
    return calls == null
        ? 0
        : calls.found().stream()
            .filter(call -> stage.stage().begins().contains(call.askedBy()))
            .mapToInt(Outside.Call::attempts)
            .sum();
  }

  /** What is wrong with a field of a form. */
  public List<String> faults(String field) {
    return refused == null
        ? List.of()
        : refused.faults().stream()
            .filter(fault -> fault.field().equals(field))
            .map(ApiRefused.Fault::message)
            .toList();
  }

  /** What is wrong that is not about one of the fields of the page's forms. */
  public List<String> otherFaults() {
    if (refused == null) {
      return List.of();
    }
    var fields = List.of("reason", "recipient", "street", "city", "postalCode", "country");
    var others = new ArrayList<String>();
    if (refused.faults().isEmpty()) {
      others.add(refused.said());
    }
    refused.faults().stream()
        .filter(fault -> !fields.contains(fault.field()))
        .forEach(fault -> others.add(fault.field() + " " + fault.message()));
    return others;
  }

  /** The change of a field in words. */
  public static String was(OrderAnswer.Change change) {
    return Objects.requireNonNullElse(change.before(), "nothing");
  }

  /** The change of a field in words. */
  public static String is(OrderAnswer.Change change) {
    return Objects.requireNonNullElse(change.after(), "nothing");
  }

  /** {@code deliveryAddress.city} as {@code delivery address, city}. */
  public static String words(String field) {
    return field.startsWith("lines.")
        ? field.substring("lines.".length()).replaceFirst("\\.([a-zA-Z]+)$", ": $1")
        : Shown.event(field.replace(".", ", "));
  }
}
