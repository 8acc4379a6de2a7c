package io.daybook.eventstore;

/**
 * A position of the log and the event that is there.
 *
 * @param position -1 before the first event
 */
record LogPlace(long position, String eventId) {
  static final LogPlace BEFORE_ALL = new LogPlace(-1, "");

  static LogPlace of(EventRow row) {
    return new LogPlace(row.position(), row.eventId());
  }

  @Override
  public String toString() {
    return "event " + eventId + " at position " + position;
  }
}
