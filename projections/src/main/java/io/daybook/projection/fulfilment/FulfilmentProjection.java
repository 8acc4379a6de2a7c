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
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;

/**
 * Posts how far each fulfilment is to {@code fulfilment_progress}, what is parked, and what all of
 * them add up to.
 */
class FulfilmentProjection {
  /** What people have written may be personal, and stays in the log. */
  private static final String CUSTOMER_CANCELS = "The customer cancels";

  private static final String OPERATOR_CANCELS = "An operator cancels";

  private final ReadTable progress;
  private final ReadTable parkedActions;
  private final FulfilmentCounts counts;

  FulfilmentProjection(ReadTables tables) {
    this.progress = tables.table("fulfilment_progress");
    this.parkedActions = tables.table("parked_action");
    this.counts = new FulfilmentCounts(tables);
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
              row -> {
                reach(row, FulfilmentStep.PICK, at);
                row.setIfMissing("confirmed_at", at);
              });
      case OrderShipped _ ->
          move(
              event,
              at,
              row -> {
                reach(row, FulfilmentStep.DELIVER, at);
                row.set("reason", null);
              });
      case OrderClosed _ -> move(event, at, row -> end(row, at));
      case OrderCancellationRequested _ ->
          move(event, at, row -> row.setIfMissing("reason", CUSTOMER_CANCELS));
      case OrderCancellationRejected _ -> move(event, at, row -> row.set("reason", null));
      case OrderCancelled e ->
          move(event, at, row -> row.setIfMissing("reason", reason(e)).set("ended_at", at));
      case FulfilmentParked e -> park(e, at);
      case FulfilmentResumed e -> unpark(order, e.action());
      case FulfilmentActionSkipped e -> unpark(order, e.action());
      case FulfilmentUnparked e -> unpark(order, e.action());
      case OrderRelated other -> post(other, at);
    }
  }

  private static String reason(OrderCancelled event) {
    return switch (event.cause()) {
      case CUSTOMER -> CUSTOMER_CANCELS;
      case OPERATOR -> OPERATOR_CANCELS;
      case PAYMENT, STOCK, CARRIER, TIMEOUT -> event.reason();
    };
  }

  /**
   * Posts what the steps say of an event: that one of them is reached, or has failed; and where
   * they say nothing, that the order is being undone all the same.
   */
  private void post(OrderRelated event, Instant at) {
    var step = FulfilmentStep.begunBy(event);
    var moves = FulfilmentPhase.isMovedBy(event);
    if (step.isPresent() || moves) {
      change(
          event.orderId(),
          row -> {
            step.ifPresent(
                reached -> {
                  reach(row, reached, at);
                  row.set("updated_at", at);
                });
            if (moves) {
              undo(row, event, at);
            }
          });
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

  /** The step before took until now, unless it was given up. */
  private void reach(Row row, FulfilmentStep step, Instant at) {
    var before = FulfilmentStep.valueOf(row.text("step"));
    if (step.compareTo(before) > 0) {
      complete(row, before, at);
    }
    if (step != before) {
      row.set("step", step).set("step_at", at);
    }
  }

  private void end(Row row, Instant at) {
    if (!row.has("ended_at")) {
      complete(row, FulfilmentStep.valueOf(row.text("step")), at);
    }
    row.set("ended_at", at);
  }

  private void complete(Row row, FulfilmentStep step, Instant at) {
    switch (phaseOf(row)) {
      case RUNNING, CONFIRMED, SHIPPED ->
          counts.completed(step, Duration.between(row.time("step_at"), at), at);
      case COMPENSATING, CANCELLED, DELIVERED -> {}
    }
  }

  private void start(OrderId order, Instant at) {
    var fresh =
        Row.of("order_id", order)
            .set("step", FulfilmentStep.AUTHORIZE_PAYMENT)
            .set("step_at", at)
            .set("phase", FulfilmentPhase.RUNNING)
            .set("started_at", at)
            .set("updated_at", at);
    progress.makeAndChange(
        fresh,
        row -> {
          if (row == fresh) {
            counts.changed(FulfilmentCounts.Standing.NONE, row);
          }
        });
  }

  private void move(OrderRelated event, Instant at, Consumer<Row> change) {
    change(
        event.orderId(),
        row -> {
          change.accept(row);
          follow(row, event, at);
        });
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

  private void change(OrderId order, Consumer<Row> change) {
    progress.change(
        row -> {
          var before = FulfilmentCounts.Standing.of(row);
          change.accept(row);
          counts.changed(before, row);
        },
        order);
  }
}
