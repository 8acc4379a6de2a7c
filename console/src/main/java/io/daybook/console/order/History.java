package io.daybook.console.order;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The past of an order: its events, and which of them is the last that the page knows.
 *
 * @param order its id
 * @param moments in the order of the log
 * @param index of the moment that is shown; -1 when the page may not see the past
 * @param isWhole false when there are more events than are shown
 */
public record History(String order, List<Moment> moments, int index, boolean isWhole) {

  /** An event, and what was true once it was there. */
  public record Moment(
      long position, Instant at, String type, @Nullable String actor, String address) {}

  /** Keeps its own list. */
  public History {
    moments = List.copyOf(moments);
  }

  /**
   * The past up to a position.
   *
   * @param at null for now
   */
  static History of(String order, OrderAnswer.@Nullable Timeline timeline, @Nullable Long at) {
    if (timeline == null) {
      return new History(order, List.of(), -1, true);
    }
    var moments =
        timeline.edges().stream()
            .map(OrderAnswer.Edge::node)
            .map(
                event ->
                    new Moment(
                        event.position(),
                        event.at(),
                        event.type(),
                        event.actor(),
                        "/console/orders/" + order + "?at=" + event.position()))
            .toList();
    var index =
        IntStream.range(0, moments.size())
            .filter(i -> at == null || moments.get(i).position() <= at)
            .max()
            .orElse(-1);
    return new History(order, moments, index, !timeline.pageInfo().hasNextPage());
  }

  /** The moment that is shown. */
  public @Nullable Moment shown() {
    return index < 0 ? null : moments.get(index);
  }

  /** Whether nothing has happened since. */
  public boolean isLatest() {
    return index == moments.size() - 1;
  }

  /** Address of the moment before; null at the first. */
  public @Nullable String previous() {
    return index <= 0 ? null : moments.get(index - 1).address();
  }

  /** Address of the moment after; null at the last. */
  public @Nullable String next() {
    return index < 0 || isLatest() ? null : moments.get(index + 1).address();
  }

  /** The positions of all moments, for the slider. */
  public String positions() {
    return moments.stream().map(m -> Long.toString(m.position())).collect(Collectors.joining(" "));
  }
}
