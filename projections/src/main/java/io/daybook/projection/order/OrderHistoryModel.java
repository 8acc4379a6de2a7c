package io.daybook.projection.order;

import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Sequencing;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.stereotype.Component;

/** Orders as they are and as they were, their lines and their timelines. */
@Component
class OrderHistoryModel implements Projections {
  @Override
  public ReadModel model() {
    return ReadModel.ORDER_HISTORY;
  }

  @Override
  public List<Object> writingTo(ReadTables tables) {
    return List.of(
        new OrderSummaryProjection(tables),
        new OrderLinesProjection(tables),
        new TimelineProjection(tables));
  }

  @Override
  public SequencingPolicy<EventMessage<?>> sequencing() {
    return Sequencing.PER_ORDER;
  }
}
