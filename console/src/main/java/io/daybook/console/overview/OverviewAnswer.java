package io.daybook.console.overview;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shop in numbers, as the API gives them. */
public record OverviewAnswer(
    List<Statuses> orderStatuses,
    Statistics fulfilmentStatistics,
    Head logPosition,
    @Nullable Sealed logSeal) {

  /** How many orders had each status, at a moment. */
  public record Statuses(List<Status> ordersByStatus) {
    long sum() {
      return ordersByStatus.stream().mapToLong(Status::orders).sum();
    }
  }

  /** A status, and how many orders have it. */
  public record Status(String status, long orders) {}

  /** Of the fulfilments of the last day. */
  public record Statistics(
      long started,
      long confirmed,
      long cancelled,
      long parked,
      @Nullable Long confirmedWithinMillisP50,
      @Nullable Long confirmedWithinMillisP99,
      List<Count> parkedActions,
      List<Count> reasons,
      @Nullable Waiting oldestWaiting) {}

  /** How often. */
  public record Count(String name, long count) {}

  /** What has not moved for the longest time. */
  public record Waiting(String orderId, String step, Instant updatedAt) {}

  /** How far the log is sealed. */
  public record Sealed(long lastPosition, Instant sealedAt) {}

  /** The end of the log. */
  public record Head(long position, @Nullable Instant recordedAt) {}
}
