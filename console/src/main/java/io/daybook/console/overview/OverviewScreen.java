package io.daybook.console.overview;

import io.daybook.console.api.OptionalPart;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The shop at a glance.
 *
 * @param at when it was looked at
 * @param perMinute orders that came in each of the last minutes
 * @param models the read models
 * @param ports to the outside; another role of the platform answers for them
 * @param isLive whether the page is told of changes
 */
public record OverviewScreen(
    OverviewAnswer answer,
    Instant at,
    OrdersPerMinute perMinute,
    List<Model> models,
    OptionalPart<OutsidePort> ports,
    boolean isLive) {

  /** A read model; how many events of the log it has not followed, and how many it set aside. */
  public record Model(String name, long lag, long deadLetters, boolean isBuilding) {

    /** Worth a look. */
    public boolean isLate() {
      return lag > 1_000;
    }
  }

  /** Keeps its own list. */
  public OverviewScreen {
    models = List.copyOf(models);
  }

  /** Orders by status, as an order goes through them; those that nothing has are left out. */
  public List<OverviewAnswer.Status> statuses() {
    return answer.orderStatuses().getLast().ordersByStatus().stream()
        .sorted(Comparator.comparingInt(status -> Flow.place(status.status())))
        .toList();
  }

  /** Where they stand, for a screen and for a telephone. */
  public List<FlowPicture> pictures() {
    var orders =
        statuses().stream()
            .collect(
                Collectors.toMap(OverviewAnswer.Status::status, OverviewAnswer.Status::orders));
    return List.of(FlowPicture.wide(orders), FlowPicture.tall(orders));
  }

  /** How long the oldest has waited for a machine, in words; null when none waits. */
  public @Nullable String oldestWaits() {
    var oldest = answer.fulfilmentStatistics().oldestWaiting();
    return oldest == null ? null : inWords(Duration.between(oldest.updatedAt(), at));
  }

  /** Milliseconds in a number that is short. */
  public static String amount(long millis) {
    return millis < 1_000
        ? Long.toString(millis)
        : String.format(Locale.ROOT, "%.1f", millis / 1e3);
  }

  /** What that number counts. */
  public static String unit(long millis) {
    return millis < 1_000 ? "ms" : "s";
  }

  static String inWords(Duration length) {
    if (length.toSeconds() < 60) {
      return Math.max(0, length.toSeconds()) + " s";
    }
    if (length.toMinutes() < 120) {
      return length.toMinutes() + " min";
    }
    return length.toHours() < 48 ? length.toHours() + " h" : length.toDays() + " days";
  }

  /** All orders. */
  public long orders() {
    return answer.orderStatuses().getLast().sum();
  }

  /** Whether no process keeps its calls back. */
  public boolean isEachPortTrusted() {
    return ports.found().stream().allMatch(port -> port.refusing().isEmpty());
  }

  /** All dead letters. */
  public long deadLetters() {
    return models.stream().mapToLong(Model::deadLetters).sum();
  }
}
