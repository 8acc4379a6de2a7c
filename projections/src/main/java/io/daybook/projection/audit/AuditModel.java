package io.daybook.projection.audit;

import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import io.daybook.projection.Sequencing;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.springframework.stereotype.Component;

/** The audit log. */
@Component
class AuditModel implements Projections {
  @Override
  public ReadModel model() {
    return ReadModel.AUDIT;
  }

  @Override
  public List<Object> writingTo(ReadTables tables) {
    return List.of(new AuditProjection(tables));
  }

  @Override
  public SequencingPolicy<EventMessage<?>> sequencing() {
    return Sequencing.PER_STREAM;
  }
}
