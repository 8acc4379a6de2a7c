package io.daybook.projection.order;

import io.daybook.eventstore.EventLog;
import io.daybook.projection.PayloadJson;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.stereotype.Component;

/** The text that the log has, where no upcaster has changed it: nothing is written anew. */
@Component
class LoggedJson implements PayloadJson {
  private final EventLog log;

  LoggedJson(EventLog log) {
    this.log = log;
  }

  @Override
  public String of(EventMessage<?> event) {
    return log.json(event);
  }
}
