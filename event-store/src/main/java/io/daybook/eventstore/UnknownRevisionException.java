package io.daybook.eventstore;

import org.axonframework.serialization.SerializationException;

/** JSON of a revision that this release cannot read. */
final class UnknownRevisionException extends SerializationException {
  private static final long serialVersionUID = 1L;

  UnknownRevisionException(String message) {
    super(message);
  }
}
