package io.daybook.projection.order;

import io.daybook.projection.PayloadJson;
import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Sequencing;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.stereotype.Component;

/** Orders, their lines and their timelines. */
@Component
class OrderHistoryModel implements Projections {
  private final PayloadJson json;

  OrderHistoryModel(PayloadJson json) {
    this.json = json;
  }

  @Override
  public ReadModel model() {
    return ReadModel.ORDER_HISTORY;
  }

  @Override
  public List<Object> writingTo(ReadTables tables) {
    return List.of(
        new OrderSummaryProjection(tables),
        new OrderLinesProjection(tables),
        new TimelineProjection(tables, json));
  }

  @Override
  public SequencingPolicy<EventMessage<?>> sequencing() {
    return Sequencing.PER_ORDER;
  }
}
