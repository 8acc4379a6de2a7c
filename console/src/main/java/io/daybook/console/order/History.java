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
 * @param isWhole false when there are more events than were read
 */
public record History(String order, List<Moment> moments, int index, boolean isWhole) {
  /** So many events are listed; the slider goes over all of them. */
  private static final int LISTED = 100;

  /** An event, and what was true once it was there. */
  public record Moment(
      long position, Instant at, String type, @Nullable String actor, String address) {}

  /** Keeps its own list. */
  public History {
    moments = List.copyOf(moments);
  }

  /** No past, for who may not see it. */
  static History none(String order) {
    return new History(order, List.of(), -1, true);
  }

  /**
   * The past up to a position.
   *
   * @param at null for now
   */
  static History of(String order, HistoryReader.Events events, @Nullable Long at) {
    var moments =
        events.all().stream()
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
    return new History(order, moments, index, events.isWhole());
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

  /** The number of the first that is listed, from 0: some before and some after the one shown. */
  public int firstListed() {
    return Math.clamp(index - LISTED / 2L, 0, Math.max(0, moments.size() - LISTED));
  }

  /** The moments that are listed. */
  public List<Moment> listed() {
    return moments.subList(firstListed(), Math.min(moments.size(), firstListed() + LISTED));
  }

  /** Address of the last moment before those that are listed; null when there is none. */
  public @Nullable String earlier() {
    return firstListed() == 0 ? null : moments.get(firstListed() - 1).address();
  }

  /** Address of the first moment after those that are listed; null when there is none. */
  public @Nullable String later() {
    var end = firstListed() + LISTED;
    return end >= moments.size() ? null : moments.get(end).address();
  }

  /** The positions of all moments, for the slider. */
  public String positions() {
    return moments.stream().map(m -> Long.toString(m.position())).collect(Collectors.joining(" "));
  }
}
