package io.daybook.reconciliation;

import io.daybook.outside.shipping.CarrierCalls;
import io.daybook.schema.inventory.StockCommitted;
import io.daybook.schema.inventory.StockReleased;
import io.daybook.schema.inventory.StockReserved;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLinesReturned;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderShipped;
import io.daybook.schema.payment.PaymentEvent;
import io.daybook.schema.reconciliation.DiscrepancyEvent;
import io.daybook.schema.reconciliation.DiscrepancyFound;
import io.daybook.schema.reconciliation.DiscrepancySettled;
import io.daybook.schema.reconciliation.UnknownEntryFound;
import io.daybook.schema.reconciliation.UnknownEntrySettled;
import io.daybook.schema.shipping.CarrierBooked;
import io.daybook.schema.shipping.CarrierBookingCancellationRequested;
import io.daybook.schema.shipping.CarrierBookingCancelled;
import io.daybook.schema.shipping.CarrierBookingRefused;
import io.daybook.schema.shipping.CarrierBookingRequested;
import io.daybook.schema.shipping.CarrierRebooked;
import io.daybook.schema.shipping.CarrierRebookingRefused;
import io.daybook.schema.shipping.CarrierRebookingRequested;
import io.daybook.schema.shipping.FormerBookingCancellationRequested;
import io.daybook.schema.shipping.FormerBookingCancelled;
import io.daybook.schema.shipping.PickingCancellationRefused;
import io.daybook.schema.shipping.PickingCancelled;
import io.daybook.schema.shipping.PickingStarted;
import io.daybook.schema.shipping.ShipmentDelivered;
import io.daybook.schema.shipping.ShipmentDispatched;
import io.daybook.schema.shipping.ShipmentEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.UnknownSerializedType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What follows for the ledger from some events, by statement, in the order of the log. */
final class Postings {
  private final Map<LedgerEntry, List<MapSqlParameterSource>> rows =
      new EnumMap<>(LedgerEntry.class);
  private final PaymentPostings payments = new PaymentPostings(this);

  /** Parameters of each statement; entries are opened before any is changed. */
  Map<LedgerEntry, List<MapSqlParameterSource>> rows() {
    return rows;
  }

  /**
   * Takes in an event of any kind; most of them say nothing to the ledger.
   *
   * @throws SerializationException when it is of a type that only a newer release knows: it may
   *     move money, and once the ledger is past it nobody would post it any more
   */
  void post(Object event, Instant recordedAt) {
    var at = recordedAt.atOffset(ZoneOffset.UTC);
    switch (event) {
      case OrderPlaced e -> place(e, at);
      case OrderConfirmed e -> order(e.orderId(), OurReservation.State.CONFIRMED, at);
      case OrderCancellationRequested e -> order(e.orderId(), OurReservation.State.CANCELLING, at);
      case OrderCancellationRejected e -> add(LedgerEntry.REJECT_CANCELLATION, of(e.orderId(), at));
      case OrderCancelled e -> {
        order(e.orderId(), OurReservation.State.CANCELLED, at);
        payments.orderCancelled(e.orderId(), at);
      }
      case OrderLinesReturned e -> comesBack(e, at);
      case OrderShipped e -> order(e.orderId(), OurReservation.State.SHIPPED, at);
      case OrderClosed e -> order(e.orderId(), OurReservation.State.SHIPPED, at);
      case StockReserved e -> reserve(e.orderId(), e.sku(), e.quantity(), at);
      case StockReleased e -> reserve(e.orderId(), e.sku(), -e.quantity(), at);
      case StockCommitted e -> reserve(e.orderId(), e.sku(), -e.quantity(), at);
      case PaymentEvent e -> payments.post(e, at);
      case ShipmentEvent e -> ship(e, at);
      case DiscrepancyEvent e -> differ(e, at);
      case UnknownSerializedType e ->
          throw new SerializationException(
              e.serializedType().getName()
                  + " is not known to this release; a newer one has to post it");
      default -> {} // such as prices
    }
  }

  private void place(OrderPlaced e, OffsetDateTime at) {
    add(
        LedgerEntry.OPEN_ORDER,
        of(e.orderId(), at).addValue("state", OurReservation.State.OPEN.name()));
    for (var line : e.lines()) {
      add(
          LedgerEntry.ORDER_LINE,
          of(e.orderId(), at)
              .addValue("sku", line.sku().toString())
              .addValue("units", line.quantity())
              .addValue("unitPrice", line.unitPrice().getAmount()));
    }
  }

  private void order(OrderId id, OurReservation.State state, OffsetDateTime at) {
    add(LedgerEntry.CHANGE_ORDER, of(id, at).addValue("state", state.name()));
  }

  private void reserve(OrderId id, Object sku, int units, OffsetDateTime at) {
    add(LedgerEntry.RESERVE, of(id, at).addValue("sku", sku.toString()).addValue("units", units));
  }

  private void comesBack(OrderLinesReturned e, OffsetDateTime at) {
    var currency = e.refund().getCurrencyUnit().getCode();
    for (var line : e.lines()) {
      add(
          LedgerEntry.RETURN_LINE,
          of(e.orderId(), at)
              .addValue("refund", e.returnId().toString())
              .addValue("currency", currency)
              .addValue("sku", line.sku().toString())
              .addValue("units", line.quantity()));
    }
  }

  private void ship(ShipmentEvent event, OffsetDateTime at) {
    switch (event) {
      case CarrierBookingRequested e -> book(e, 0, at);
      case CarrierRebookingRequested e -> book(e, e.booking(), at);
      case CarrierBooked e -> booking(e, 0, OurShipment.State.BOOKED, at);
      case CarrierRebooked e -> booking(e, e.booking(), OurShipment.State.BOOKED, at);
      case CarrierBookingRefused e -> booking(e, 0, OurShipment.State.REFUSED, at);
      case CarrierRebookingRefused e -> booking(e, e.booking(), OurShipment.State.REFUSED, at);
      case CarrierBookingCancellationRequested e ->
          booking(e, e.booking(), OurShipment.State.CANCELLING, at);
      case FormerBookingCancellationRequested e ->
          booking(e, e.booking(), OurShipment.State.CANCELLING, at);
      case FormerBookingCancelled e -> booking(e, e.booking(), OurShipment.State.CANCELLED, at);
      case CarrierBookingCancelled _ -> shipment(event, OurShipment.State.CANCELLED, at);
      // The booking stays; that it is looked at once more does no harm.
      case PickingStarted _, PickingCancelled _, PickingCancellationRefused _ ->
          shipment(event, null, at);
      case ShipmentDispatched _, ShipmentDelivered _ -> shipment(event, null, at);
    }
  }

  private void book(ShipmentEvent e, int booking, OffsetDateTime at) {
    add(
        LedgerEntry.OPEN_SHIPMENT,
        booking(e, booking, at).addValue("state", OurShipment.State.ASKED_FOR.name()));
  }

  private void booking(ShipmentEvent e, int booking, OurShipment.State state, OffsetDateTime at) {
    add(LedgerEntry.CHANGE_BOOKING, booking(e, booking, at).addValue("state", state.name()));
  }

  private static MapSqlParameterSource booking(ShipmentEvent e, int booking, OffsetDateTime at) {
    var key = CarrierCalls.bookingKey(e.shipmentId(), booking);
    return of(e.orderId(), at).addValue("booking", key.toString());
  }

  private void shipment(ShipmentEvent e, OurShipment.@Nullable State state, OffsetDateTime at) {
    var name = state == null ? null : state.name();
    add(LedgerEntry.CHANGE_SHIPMENT, of(e.orderId(), at).addValue("state", name));
  }

  private void differ(DiscrepancyEvent event, OffsetDateTime at) {
    var told =
        new MapSqlParameterSource("id", event.discrepancyId().toString())
            .addValue("kind", event.kind().name())
            .addValue("subject", event.subject())
            .addValue("order", null)
            .addValue("ours", null)
            .addValue("theirs", null)
            .addValue("at", at)
            .addValue("settledAt", null);
    add(
        LedgerEntry.DISCREPANCY,
        switch (event) {
          case DiscrepancyFound e ->
              told.addValue("order", text(e.orderId()))
                  .addValue("ours", e.ours())
                  .addValue("theirs", e.theirs());
          case UnknownEntryFound e ->
              told.addValue("ours", Difference.NOTHING).addValue("theirs", e.theirs());
          case DiscrepancySettled e ->
              told.addValue("order", text(e.orderId())).addValue("settledAt", at);
          case UnknownEntrySettled _ -> told.addValue("settledAt", at);
        });
  }

  private static @Nullable String text(@Nullable OrderId order) {
    return order == null ? null : order.toString();
  }

  /** What every posting says: of which order, and when it changed. */
  static MapSqlParameterSource of(OrderId order, OffsetDateTime at) {
    return new MapSqlParameterSource("order", order.toString()).addValue("at", at);
  }

  void add(LedgerEntry statement, MapSqlParameterSource values) {
    rows.computeIfAbsent(statement, _ -> new ArrayList<>()).add(values);
  }
}
