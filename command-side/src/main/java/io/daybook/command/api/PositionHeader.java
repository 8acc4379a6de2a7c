package io.daybook.command.api;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.Reached;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Tells whoever asked over HTTP how far the log is with what he asked for: a query that waits for
 * this position knows of it. That is the end of the append with the events of the command; where
 * nothing was left to append, because the request is a repeated one, it is the end of the log.
 */
@Component
class PositionHeader {
  static final String NAME = "Daybook-Position";
  private static final String REACHED = Reached.class.getName();

  private static final Logger logger = LoggerFactory.getLogger(PositionHeader.class);

  private final EventLog log;

  PositionHeader(EventLog log) {
    this.log = log;
  }

  /** What all commands of the request under way tell, or one of its own where there is none. */
  static Reached ofRequest() {
    var request = RequestContextHolder.getRequestAttributes();
    if (request == null) {
      return new Reached();
    }
    if (request.getAttribute(REACHED, RequestAttributes.SCOPE_REQUEST) instanceof Reached known) {
      return known;
    }
    var reached = new Reached();
    request.setAttribute(REACHED, reached, RequestAttributes.SCOPE_REQUEST);
    return reached;
  }

  /** Writes the header, when the commands of the request under way are decided. */
  void write() {
    if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes web
        && web.getResponse() != null) {
      try {
        var position = ofRequest().position().orElseGet(log::headPosition);
        web.getResponse().setHeader(NAME, Long.toString(position));
      } catch (DataAccessException away) {
        // What was asked for is done; that its position is not known is no failure of it.
        logger.debug("The end of the log is not known", away);
      }
    }
  }
}
