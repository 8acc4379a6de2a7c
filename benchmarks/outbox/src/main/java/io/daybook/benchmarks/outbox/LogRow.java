package io.daybook.benchmarks.outbox;

/**
 * An event as it stands in the log.
 *
 * @param type the name of its class
 * @param payload JSON
 */
record LogRow(String stream, String eventId, String type, long position, String payload) {

  /** The feature that it is of, which is the last part of its package. */
  String feature() {
    var end = type.lastIndexOf('.');
    return type.substring(type.lastIndexOf('.', end - 1) + 1, end);
  }
}
