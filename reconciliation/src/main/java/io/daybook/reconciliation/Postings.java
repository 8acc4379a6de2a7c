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

/** What follows for the ledger from some events, by statement, in the order of the log. */
final class Postings {
  private final Map<LedgerEntry, List<Object[]>> rows = new EnumMap<>(LedgerEntry.class);
  private final PaymentPostings payments = new PaymentPostings(this);

  /** Parameters of each statement; entries are opened before any is changed. */
  Map<LedgerEntry, List<Object[]>> rows() {
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
      case OrderCancellationRejected e ->
          add(LedgerEntry.REJECT_CANCELLATION, at, e.orderId().toString());
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
    var id = e.orderId().toString();
    add(LedgerEntry.OPEN_ORDER, id, OurReservation.State.OPEN.name(), at);
    e.lines()
        .forEach(
            line ->
                add(
                    LedgerEntry.ORDER_LINE,
                    id,
                    line.sku().toString(),
                    line.quantity(),
                    line.unitPrice().getAmount(),
                    at));
  }

  private void order(OrderId id, OurReservation.State state, OffsetDateTime at) {
    add(LedgerEntry.CHANGE_ORDER, state.name(), at, id.toString());
  }

  private void reserve(OrderId id, Object sku, int units, OffsetDateTime at) {
    add(LedgerEntry.RESERVE, id.toString(), sku.toString(), units, at);
  }

  private void comesBack(OrderLinesReturned e, OffsetDateTime at) {
    var order = e.orderId().toString();
    var currency = e.refund().getCurrencyUnit().getCode();
    for (var line : e.lines()) {
      add(
          LedgerEntry.RETURN_LINE,
          order,
          e.returnId().toString(),
          currency,
          line.quantity(),
          at,
          order,
          line.sku().toString());
    }
  }

  private void ship(ShipmentEvent event, OffsetDateTime at) {
    var order = event.orderId().toString();
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
      case CarrierBookingCancelled _ ->
          add(LedgerEntry.CHANGE_SHIPMENT, OurShipment.State.CANCELLED.name(), at, order);
      // The booking stays; that it is looked at once more does no harm.
      case PickingStarted _, PickingCancelled _, PickingCancellationRefused _ ->
          add(LedgerEntry.CHANGE_SHIPMENT, null, at, order);
      case ShipmentDispatched _, ShipmentDelivered _ ->
          add(LedgerEntry.CHANGE_SHIPMENT, null, at, order);
    }
  }

  private void book(ShipmentEvent e, int booking, OffsetDateTime at) {
    add(
        LedgerEntry.OPEN_SHIPMENT,
        e.orderId().toString(),
        OurShipment.State.ASKED_FOR.name(),
        CarrierCalls.bookingKey(e.shipmentId(), booking).toString(),
        at);
  }

  private void booking(ShipmentEvent e, int booking, OurShipment.State state, OffsetDateTime at) {
    var key = CarrierCalls.bookingKey(e.shipmentId(), booking).toString();
    add(LedgerEntry.CHANGE_BOOKING, state.name(), at, key);
  }

  private void differ(DiscrepancyEvent event, OffsetDateTime at) {
    switch (event) {
      case DiscrepancyFound e -> differ(e, e.orderId(), e.ours(), e.theirs(), at, null);
      case UnknownEntryFound e -> differ(e, null, Difference.NOTHING, e.theirs(), at, null);
      case DiscrepancySettled e -> differ(e, e.orderId(), null, null, at, at);
      case UnknownEntrySettled e -> differ(e, null, null, null, at, at);
    }
  }

  private void differ(
      DiscrepancyEvent event,
      @Nullable OrderId order,
      @Nullable String ours,
      @Nullable String theirs,
      OffsetDateTime at,
      @Nullable OffsetDateTime settledAt) {
    add(
        LedgerEntry.DISCREPANCY,
        event.discrepancyId().toString(),
        event.kind().name(),
        event.subject(),
        order == null ? null : order.toString(),
        ours,
        theirs,
        at,
        at,
        settledAt);
  }

  void add(LedgerEntry statement, @Nullable Object... values) {
    rows.computeIfAbsent(statement, _ -> new ArrayList<>()).add(values);
  }
}
