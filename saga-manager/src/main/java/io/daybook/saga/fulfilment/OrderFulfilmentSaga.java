package io.daybook.saga.fulfilment;

import io.daybook.saga.CommandSender;
import io.daybook.schema.fulfilment.FulfilmentAction;
import io.daybook.schema.fulfilment.FulfilmentEvent;
import io.daybook.schema.fulfilment.FulfilmentId;
import io.daybook.schema.fulfilment.FulfilmentResumed;
import io.daybook.schema.fulfilment.ReportOverdue;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

/**
 * Axon's shell around {@link Fulfilment}, which decides. All that it decides on is in the log, in
 * order, deadlines too: so what a crash takes is decided again, and the same way. Axon creates
 * sagas itself, hence the field injection.
 */
@Saga
public class OrderFulfilmentSaga {
  private static final Logger log = LoggerFactory.getLogger(OrderFulfilmentSaga.class);
  private static final String DEADLINE = "fulfilment-stage";

  @Autowired private transient @Nullable CommandSender commands;
  @Autowired private transient @Nullable DeadlineManager deadlines;
  @Autowired private transient @Nullable FulfilmentProperties properties;

  @Autowired
  @Qualifier("eventSerializer")
  private transient @Nullable Serializer serializer;

  private @Nullable Fulfilment fulfilment;
  private List<HeldEvent> held = new ArrayList<>();
  private @Nullable String deadlineId;

  @StartSaga
  @SagaEventHandler(associationProperty = "orderId")
  public void on(OrderPlaced placed) {
    if (fulfilment == null) {
      follow(Fulfilment.start(placed));
    }
  }

  @SagaEventHandler(associationProperty = "orderId")
  public void on(OrderRelated event) {
    if (fulfilment == null) {
      return;
    }
    if (event instanceof FulfilmentResumed resumed
        && resumed.action() == FulfilmentAction.FOLLOW_EVENT) {
      follow(fulfilment.on(event));
      followHeld();
    } else if (held.isEmpty() || event instanceof FulfilmentEvent) {
      followOrHold(event);
    } else {
      held.add(
          HeldEvent.of(event, serializer())); // in order, behind the one that cannot be followed
    }
  }

  /**
   * Only reports, and does not decide: what a batch that was lost in a crash has sent may be in the
   * log, and not followed yet. The report is followed in its turn, after all that.
   */
  @DeadlineHandler(deadlineName = DEADLINE)
  public void onDeadline(String action) {
    deadlineId = null;
    if (fulfilment != null) {
      var order = fulfilment.job().orderId();
      log.warn("Fulfilment of {} is overdue at {}", order, action);
      var report = new ReportOverdue(new FulfilmentId(order), FulfilmentAction.valueOf(action));
      var unused = Objects.requireNonNull(commands).sendAll(List.of(report));
    }
  }

  /**
   * A bug in following one event holds back this order alone, until a mended release resumes it.
   */
  private void followOrHold(OrderRelated event) {
    Decision decision;
    try {
      decision = Objects.requireNonNull(fulfilment).on(event);
    } catch (RuntimeException bug) {
      log.error("{} of {} cannot be followed", event.getClass(), event.orderId(), bug);
      held.add(HeldEvent.of(event, serializer()));
      sendOrPark(
          List.of(
              Objects.requireNonNull(fulfilment)
                  .park(FulfilmentAction.FOLLOW_EVENT, bug.toString())));
      return;
    }
    follow(decision);
  }

  private void followHeld() {
    var waiting = List.copyOf(held);
    held.clear();
    for (var event : waiting) {
      if (held.isEmpty()) {
        followOrHold(event.read(serializer()));
      } else {
        held.add(event);
      }
    }
  }

  private void follow(Decision decision) {
    fulfilment = decision.next();
    sendOrPark(decision.commands());
    watch(decision.next().stage());
    if (decision.next().stage() == Stage.ENDED) {
      SagaLifecycle.end();
    }
  }

  /** What the domain refuses is not sent again: an operator looks at it. */
  private void sendOrPark(List<Object> toSend) {
    var sender = Objects.requireNonNull(commands);
    var refused = sender.sendAll(toSend);
    if (!refused.isEmpty()) {
      var current = Objects.requireNonNull(fulfilment);
      var reason = refused.getFirst().reason();
      var unused = sender.sendAll(List.of(current.park(current.stage().action(), reason)));
    }
  }

  private Serializer serializer() {
    return Objects.requireNonNull(serializer);
  }

  private void watch(Stage stage) {
    var manager = Objects.requireNonNull(deadlines);
    if (stage.isTimed() && deadlineId == null) {
      var patience = Objects.requireNonNull(properties).stageDeadline();
      deadlineId = manager.schedule(patience, DEADLINE, stage.action().name());
    } else if (!stage.isTimed() && deadlineId != null) {
      manager.cancelSchedule(DEADLINE, deadlineId);
      deadlineId = null;
    }
  }
}
