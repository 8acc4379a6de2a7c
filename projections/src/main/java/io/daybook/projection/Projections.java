package io.daybook.projection;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;

/** The projections of a read model, made anew for each generation. */
public interface Projections {

  /** Whose they are. */
  ReadModel model();

  /** Objects with event handlers that write to the tables of one generation. */
  List<Object> writingTo(ReadTables tables);

  /** Which events are handled one after another. Those of one row must be. */
  SequencingPolicy<EventMessage<?>> sequencing();
}
