package io.daybook.saga.fulfilment;

import io.daybook.saga.CommandSender;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.OrderRelated;
import java.util.Objects;
import org.axonframework.deadline.DeadlineManager;
import org.axonframework.deadline.annotation.DeadlineHandler;
import org.axonframework.modelling.saga.SagaEventHandler;
import org.axonframework.modelling.saga.SagaLifecycle;
import org.axonframework.modelling.saga.StartSaga;
import org.axonframework.spring.stereotype.Saga;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Axon's shell around {@link Fulfilment}, which decides. One deadline watches an instance at a
 * time: when it fires, a stage that has not changed since is overdue. Axon creates sagas itself,
 * hence the field injection.
 */
@Saga
public class OrderFulfilmentSaga {
  private static final Logger log = LoggerFactory.getLogger(OrderFulfilmentSaga.class);
  private static final String DEADLINE = "fulfilment-stage";

  @Autowired private transient @Nullable CommandSender commands;
  @Autowired private transient @Nullable DeadlineManager deadlines;
  @Autowired private transient @Nullable FulfilmentProperties properties;

  private @Nullable Fulfilment fulfilment;
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
    if (fulfilment != null) {
      follow(fulfilment.on(event));
    }
  }

  @DeadlineHandler(deadlineName = DEADLINE)
  public void onDeadline(String stage) {
    deadlineId = null;
    if (fulfilment == null) {
      return;
    }
    if (fulfilment.stage().name().equals(stage)) {
      log.warn("Fulfilment of {} is overdue at {}", fulfilment.job().orderId(), stage);
      follow(fulfilment.overdue());
    }
    watch(fulfilment.stage());
  }

  private void follow(Decision decision) {
    fulfilment = decision.next();
    Objects.requireNonNull(commands).sendAll(decision.commands());
    watch(decision.next().stage());
    if (decision.next().stage() == Stage.ENDED) {
      SagaLifecycle.end();
    }
  }

  private void watch(Stage stage) {
    var manager = Objects.requireNonNull(deadlines);
    if (stage.isTimed() && deadlineId == null) {
      var patience = Objects.requireNonNull(properties).stageDeadline();
      deadlineId = manager.schedule(patience, DEADLINE, stage.name());
    } else if (!stage.isTimed() && deadlineId != null) {
      manager.cancelSchedule(DEADLINE, deadlineId);
      deadlineId = null;
    }
  }
}
