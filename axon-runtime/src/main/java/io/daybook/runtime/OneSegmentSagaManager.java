package io.daybook.runtime;

import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;

/**
 * Hands an event to the one segment that its association belongs to. Axon's manager has every
 * segment look for the event's saga, and all but one drop it; so more segments made each event
 * dearer. Right for sagas of which each event has one association value that never changes.
 */
public final class OneSegmentSagaManager<T> extends AnnotatedSagaManager<T> {

  /** Takes the settings of Axon's own manager. */
  public OneSegmentSagaManager(Builder<T> builder) {
    super(builder);
  }

  @Override
  public boolean canHandle(EventMessage<?> event, Segment segment) {
    return super.canHandle(event, segment) && belongsTo(event, segment);
  }

  @Override
  public void handle(EventMessage<?> event, Segment segment) throws Exception {
    if (belongsTo(event, segment)) {
      super.handle(event, Segment.ROOT_SEGMENT);
    }
  }

  private boolean belongsTo(EventMessage<?> event, Segment segment) {
    return extractAssociationValues(event).stream()
        .map(AssociationValue::getValue)
        .anyMatch(segment::matches);
  }
}
