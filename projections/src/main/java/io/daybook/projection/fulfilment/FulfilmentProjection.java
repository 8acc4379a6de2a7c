package io.daybook.projection.fulfilment;

import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Row;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentActionSkipped;
import io.daybook.schema.fulfilment.FulfilmentParked;
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
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.stereotype.Component;

/** Posts how far each fulfilment is to {@code fulfilment.fulfilment_progress}. */
@Component
@ProcessingGroup("fulfilment")
class FulfilmentProjection {
  private final ReadTables tables;

  FulfilmentProjection(ReadTables tables) {
    this.tables = tables;
  }

  @EventHandler
  void on(OrderRelated event, @Timestamp Instant at) {
    var order = event.orderId();
    switch (event) {
      case OrderPlaced _ -> start(order, at);
      case OrderConfirmed _ ->
          set(
              order,
              "step = :value, confirmed_at = coalesce(confirmed_at, :at),"
                  + " phase = case phase when 'RUNNING' then 'CONFIRMED' else phase end",
              FulfilmentStep.PICK,
              at);
      case OrderShipped _ ->
          set(order, "step = :value, phase = 'SHIPPED', reason = null", FulfilmentStep.DELIVER, at);
      case OrderClosed _ -> set(order, "phase = 'DELIVERED', ended_at = :at", "", at);
      case OrderCancellationRequested e ->
          set(order, "phase = 'COMPENSATING', reason = coalesce(reason, :value)", e.reason(), at);
      case OrderCancellationRejected _ -> set(order, "phase = 'SHIPPED', reason = null", "", at);
      case OrderCancelled e ->
          set(
              order,
              "phase = 'CANCELLED', reason = coalesce(reason, :value), ended_at = :at",
              e.reason(),
              at);
      case FulfilmentParked e -> park(e, at);
      case FulfilmentResumed e -> unpark(order, e.action(), at);
      case FulfilmentActionSkipped e -> unpark(order, e.action(), at);
      case FulfilmentUnparked e -> unpark(order, e.action(), at);
      case OrderRelated other -> post(other, at);
    }
  }

  /** Posts what the steps say of an event: that one of them is reached, or has failed. */
  private void post(OrderRelated event, Instant at) {
    var order = event.orderId();
    FulfilmentStep.begunBy(event).ifPresent(step -> set(order, "step = :value", step, at));
    FulfilmentStep.failedBy(event)
        .ifPresent(step -> fail(order, step, step.failureIn(event).orElseThrow(), at));
  }

  @ResetHandler
  void reset() {
    tables.truncate(ReadModel.FULFILMENT);
  }

  private void start(OrderId order, Instant at) {
    tables.write(
        """
        insert into fulfilment.fulfilment_progress (order_id, step, phase, started_at, updated_at)
        values (:orderId, 'AUTHORIZE_PAYMENT', 'RUNNING', :at, :at)
        on conflict (order_id) do nothing
        """,
        Row.at(at).with("orderId", order).values());
  }

  private void park(FulfilmentParked parked, Instant at) {
    tables.write(
        """
        insert into fulfilment.parked_action (order_id, action, reason, attempts, parked_at)
        values (:orderId, :action, :reason, :attempts, :at)
        on conflict (order_id, action) do update set reason = :reason, attempts = :attempts, parked_at = :at
        """,
        Row.at(at)
            .with("orderId", parked.orderId())
            .with("action", parked.action())
            .with("reason", parked.reason())
            .with("attempts", parked.attempts())
            .values());
  }

  private void unpark(OrderId order, FulfilmentAction action, Instant at) {
    tables.write(
        "delete from fulfilment.parked_action where order_id = :orderId and action = :action",
        Row.at(at).with("orderId", order).with("action", action).values());
  }

  private void fail(OrderId order, FulfilmentStep step, String reason, Instant at) {
    set(
        order,
        "phase = 'COMPENSATING', failed_step = coalesce(failed_step, '"
            + step
            + "'), reason = coalesce(reason, :value)",
        reason,
        at);
  }

  private void set(OrderId order, String set, Object value, Instant at) {
    tables.write(
        "update fulfilment.fulfilment_progress set updated_at = :at, "
            + set
            + " where order_id = :orderId",
        Row.at(at).with("orderId", order).with("value", value).values());
  }
}
