package io.daybook.projection.catalog;

import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Sequencing;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.stereotype.Component;

/** The catalogue. */
@Component
class CatalogModel implements Projections {
  @Override
  public ReadModel model() {
    return ReadModel.CATALOG;
  }

  @Override
  public List<Object> writingTo(ReadTables tables) {
    return List.of(new ProductProjection(tables));
  }

  @Override
  public SequencingPolicy<EventMessage<?>> sequencing() {
    return Sequencing.PER_STREAM;
  }
}
