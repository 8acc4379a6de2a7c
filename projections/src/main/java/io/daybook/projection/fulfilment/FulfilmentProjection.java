package io.daybook.projection.fulfilment;

import io.daybook.projection.ReadTable;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentParked;
import io.daybook.schema.fulfilment.FulfilmentPhase;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.FulfilmentStep;
import io.daybook.schema.fulfilment.FulfilmentUnparked;
import io.daybook.schema.order.OrderCancellationRejected;
import io.daybook.schema.order.OrderCancellationRequested;
import io.daybook.schema.order.OrderCancelled;
import io.daybook.schema.order.OrderClosed;
import io.daybook.schema.order.OrderConfirmed;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import io.daybook.schema.order.OrderShipped;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/** Posts how far each fulfilment is to {@code fulfilment_progress}, and what is parked. */
class FulfilmentProjection {
  private final ReadTable progress;
  private final ReadTable parkedActions;

  FulfilmentProjection(ReadTables tables) {
    this.progress = tables.table("fulfilment_progress");
    this.parkedActions = tables.table("parked_action");
  }

  @EventHandler
  void on(OrderRelated event, @Timestamp Instant at) {
    var order = event.orderId();
    switch (event) {
      case OrderPlaced _ -> start(order, at);
      case OrderConfirmed _ ->
          move(
              event,
              at,
              row -> row.set("step", FulfilmentStep.PICK).setIfMissing("confirmed_at", at));
      case OrderShipped _ ->
          move(event, at, row -> row.set("step", FulfilmentStep.DELIVER).set("reason", null));
      case OrderClosed _ -> move(event, at, row -> row.set("ended_at", at));
      case OrderCancellationRequested e ->
          move(event, at, row -> row.setIfMissing("reason", e.reason()));
      case OrderCancellationRejected _ -> move(event, at, row -> row.set("reason", null));
      case OrderCancelled e ->
          move(event, at, row -> row.setIfMissing("reason", e.reason()).set("ended_at", at));
      case FulfilmentParked e -> park(e, at);
      case FulfilmentResumed e -> unpark(order, e.action());
      case FulfilmentActionSkipped e -> unpark(order, e.action());
      case FulfilmentUnparked e -> unpark(order, e.action());
      case OrderRelated other -> post(other, at);
    }
  }

  /**
   * Posts what the steps say of an event: that one of them is reached, or has failed; and where
   * they say nothing, that the order is being undone all the same.
   */
  private void post(OrderRelated event, Instant at) {
    FulfilmentStep.begunBy(event)
        .ifPresent(step -> change(event.orderId(), at, row -> row.set("step", step)));
    if (FulfilmentPhase.isMovedBy(event)) {
      progress.change(row -> undo(row, event, at), event.orderId());
    }
  }

  /** What comes after the end explains nothing, and is not looked at. */
  private static void undo(Row row, OrderRelated event, Instant at) {
    if (phaseOf(row).after(event) == FulfilmentPhase.COMPENSATING) {
      FulfilmentStep.failedBy(event)
          .ifPresent(
              step ->
                  row.setIfMissing("failed_step", step)
                      .setIfMissing("reason", step.failureIn(event).orElseThrow()));
      follow(row, event, at);
    }
  }

  private void start(OrderId order, Instant at) {
    progress.insert(
        Row.of("order_id", order)
            .set("step", FulfilmentStep.AUTHORIZE_PAYMENT)
            .set("phase", FulfilmentPhase.RUNNING)
            .set("started_at", at)
            .set("updated_at", at));
  }

  private void move(OrderRelated event, Instant at, Consumer<Row> change) {
    progress.change(
        row -> {
          change.accept(row);
          follow(row, event, at);
        },
        event.orderId());
  }

  private static void follow(Row row, OrderRelated event, Instant at) {
    row.set("phase", phaseOf(row).after(event)).set("updated_at", at);
  }

  private static FulfilmentPhase phaseOf(Row row) {
    return FulfilmentPhase.valueOf(row.text("phase"));
  }

  private void park(FulfilmentParked parked, Instant at) {
    parkedActions.put(
        Row.of("order_id", parked.orderId())
            .set("action", parked.action())
            .set("reason", parked.reason())
            .set("attempts", parked.attempts())
            .set("parked_at", at));
  }

  private void unpark(OrderId order, FulfilmentAction action) {
    parkedActions.remove(order, action);
  }

  private void change(OrderId order, Instant at, Consumer<Row> change) {
    progress.change(
        row -> {
          change.accept(row);
          row.set("updated_at", at);
        },
        order);
  }
}
