package io.daybook.projection;

import io.daybook.schema.order.OrderRelated;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.async.SequencingPolicy;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;

/** What is handled one after another. */
public final class Sequencing {

  /** Events of one stream. */
  public static final SequencingPolicy<EventMessage<?>> PER_STREAM =
      event -> SequentialPerAggregatePolicy.instance().getSequenceIdentifierFor(event);

  /**
   * Events of an order come from several streams; read models of orders take them one after
   * another, in the order of the log, whichever stream they are from.
   */
  public static final SequencingPolicy<EventMessage<?>> PER_ORDER =
      event ->
          event.getPayload() instanceof OrderRelated related
              ? related.orderId().toString()
              : PER_STREAM.getSequenceIdentifierFor(event);

  private Sequencing() {}
}
