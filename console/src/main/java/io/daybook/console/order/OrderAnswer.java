package io.daybook.console.order;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the API says of one order; null is what was not asked for, or is not there. */
public record OrderAnswer(
    @Nullable Order order,
    @Nullable Timeline orderTimeline,
    @Nullable Diff orderDiff,
    @Nullable Fulfilment fulfilment) {

  /** The order as it was at a position. */
  public record Order(
      String id,
      String customerId,
      String status,
      String statusLabel,
      Instant orderedAt,
      Instant placedAt,
      Instant updatedAt,
      long position,
      int version,
      @Nullable String cancellationCause,
      @Nullable String cancellationReason,
      Money total,
      List<Line> lines,
      Address deliveryAddress,
      Payment payment,
      Shipment shipment) {}

  /** Some units of one SKU. */
  public record Line(String sku, int quantity, int returned, Money unitPrice, Money total) {}

  /** Where the parcel goes. */
  public record Address(
      String recipient, String street, String city, String postalCode, String country) {}

  /** What became of the money. */
  public record Payment(String lastEvent, Money authorized, Money captured, Money refunded) {}

  /** What became of the parcel. */
  public record Shipment(String lastEvent, @Nullable String trackingNumber) {}

  /** The events on behalf of the order. */
  public record Timeline(List<Edge> edges, PageInfo pageInfo) {}

  /** As lists have it. */
  public record Edge(Event node) {}

  /** As lists have it. */
  public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

  /** One event; who asked for it is told to those who work here. */
  public record Event(long position, Instant at, String type, @Nullable String actor) {}

  /** What a step has changed. */
  public record Diff(List<Change> changes) {}

  /** A field, before and after. */
  public record Change(String field, @Nullable String before, @Nullable String after) {}

  /** How far the fulfilment is now. */
  public record Fulfilment(
      String phase,
      String step,
      @Nullable String failedStep,
      @Nullable String reason,
      Instant startedAt,
      Instant updatedAt,
      @Nullable List<Parked> parked) {

    /** Whether nothing follows any more. */
    boolean isOver() {
      return phase.equals("DELIVERED") || phase.equals("CANCELLED");
    }
  }

  /**
   * What a fulfilment waits for.
   *
   * @param deadline null when none runs
   */
  public record Standing(
      String awaited, boolean undoing, @Nullable Deadline deadline, int waitingEvents) {}

  /** Until when something is waited for, and how often that has passed already. */
  public record Deadline(Instant since, Instant dueAt, int reports) {}

  /** An action that waits for an operator. */
  public record Parked(String action, String reason, int attempts, Instant since) {}
}
