package io.daybook.projection;

import org.axonframework.eventhandling.EventMessage;

/** The JSON of an event's payload, of its current revision. */
public interface PayloadJson {

  /** As text. */
  String of(EventMessage<?> event);
}
