package io.daybook.projection.fulfilment;

import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Sequencing;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.stereotype.Component;

/** The progress of fulfilments. */
@Component
class FulfilmentModel implements Projections {
  @Override
  public ReadModel model() {
    return ReadModel.FULFILMENT;
  }

  @Override
  public List<Object> writingTo(ReadTables tables) {
    return List.of(new FulfilmentProjection(tables));
  }

  @Override
  public SequencingPolicy<EventMessage<?>> sequencing() {
    return Sequencing.PER_ORDER;
  }
}
