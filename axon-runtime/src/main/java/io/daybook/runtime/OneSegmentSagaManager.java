package io.daybook.runtime;

import java.util.HashSet;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.saga.AnnotatedSagaManager;
import org.axonframework.modelling.saga.AssociationValue;
import org.axonframework.modelling.saga.repository.SagaStore;

/**
 * Hands an event to the one segment that its association belongs to. Axon's manager has every
 * segment look for the event's saga, and all but one drop it; so more segments made each event
 * dearer. Right for sagas of which each event has one association value that never changes.
 *
 * <p>All sagas of a batch are looked up with its first event and written with its last one, if the
 * store is ours.
 */
public final class OneSegmentSagaManager<T> extends AnnotatedSagaManager<T> {
  private static final String LOOKED_UP = OneSegmentSagaManager.class.getName();

  private final Class<T> sagaType;
  private final SagaStore<?> store;

  /**
   * Takes the settings of Axon's own manager.
   *
   * @param store of the builder's repository
   */
  public OneSegmentSagaManager(Builder<T> builder, Class<T> sagaType, SagaStore<?> store) {
    super(builder);
    this.sagaType = sagaType;
    this.store = store;
  }

  @Override
  public boolean canHandle(EventMessage<?> event, Segment segment) {
    return super.canHandle(event, segment) && belongsTo(event, segment);
  }

  @Override
  public void handle(EventMessage<?> event, Segment segment) throws Exception {
    if (belongsTo(event, segment)) {
      if (store instanceof PostgresSagaStore ours
          && CurrentUnitOfWork.map(work -> work.root()).orElse(null)
              instanceof BatchingUnitOfWork<?> batch) {
        if (batch.resources().put(LOOKED_UP, sagaType) == null) {
          lookUp(ours, batch, segment);
        }
        super.handle(event, Segment.ROOT_SEGMENT);
        if (batch.isLastMessage()) {
          ours.writeAtTheEnd();
        }
      } else {
        super.handle(event, Segment.ROOT_SEGMENT);
      }
    }
  }

  private void lookUp(PostgresSagaStore ours, BatchingUnitOfWork<?> batch, Segment segment) {
    var values = new HashSet<AssociationValue>();
    for (var message : batch.getMessages()) {
      if (message instanceof EventMessage<?> event && super.canHandle(event, segment)) {
        extractAssociationValues(event).stream()
            .filter(by -> segment.matches(by.getValue()))
            .forEach(values::add);
      }
    }
    ours.lookUp(sagaType, values);
  }

  private boolean belongsTo(EventMessage<?> event, Segment segment) {
    return extractAssociationValues(event).stream()
        .map(AssociationValue::getValue)
        .anyMatch(segment::matches);
  }
}
