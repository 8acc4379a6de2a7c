package io.daybook.projection.analytics;

import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Sequencing;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.stereotype.Component;

/** Numbers by day. */
@Component
class AnalyticsModel implements Projections {
  @Override
  public ReadModel model() {
    return ReadModel.ANALYTICS;
  }

  @Override
  public List<Object> writingTo(ReadTables tables) {
    return List.of(new AnalyticsProjection(tables));
  }

  @Override
  public SequencingPolicy<EventMessage<?>> sequencing() {
    return Sequencing.PER_ORDER;
  }
}
