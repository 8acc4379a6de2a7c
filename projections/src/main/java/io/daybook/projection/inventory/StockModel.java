package io.daybook.projection.inventory;

import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Sequencing;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.stereotype.Component;

/** Stock and its movements. */
@Component
class StockModel implements Projections {
  @Override
  public ReadModel model() {
    return ReadModel.STOCK;
  }

  @Override
  public List<Object> writingTo(ReadTables tables) {
    return List.of(new StockProjection(tables));
  }

  @Override
  public SequencingPolicy<EventMessage<?>> sequencing() {
    return Sequencing.PER_STREAM;
  }
}
