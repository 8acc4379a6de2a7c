package io.daybook.console.stock;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stock, as the API gives it. */
public final class StockAnswer {
  private StockAnswer() {}

  /** A page of levels. */
  public record Levels(Connection stockLevels) {}

  /** As lists have it. */
  public record Connection(List<Edge> edges, PageInfo pageInfo) {}

  /** As lists have it. */
  public record Edge(Level node) {}

  /** As lists have it. */
  public record PageInfo(boolean hasNextPage, @Nullable String endCursor) {}

  /** What is there of a SKU. */
  public record Level(String sku, int onHand, int reserved, int available, Instant updatedAt) {}

  /** All of one SKU; null is what is not there, or was not asked for. */
  public record Item(
      @Nullable Level stockLevel,
      @Nullable Movements stockMovements,
      @Nullable Reservations stockReservations,
      @Nullable Product product) {}

  /** As lists have it. */
  public record Reservations(List<ReservationEdge> edges, PageInfo pageInfo) {}

  /** As lists have it. */
  public record ReservationEdge(Reservation node) {}

  /** What an order holds, and since when. */
  public record Reservation(String orderId, int units, Instant since, long position) {}

  /** As lists have it. */
  public record Movements(List<MovementEdge> edges, PageInfo pageInfo) {}

  /** As lists have it. */
  public record MovementEdge(Movement node) {}

  /** What moved, and what was there then. */
  public record Movement(
      Instant at,
      String kind,
      int onHand,
      int onHandChange,
      int reserved,
      int reservedChange,
      @Nullable String orderId,
      long position) {}

  /** What the SKU is called. */
  public record Product(String name, boolean onSale) {}
}
