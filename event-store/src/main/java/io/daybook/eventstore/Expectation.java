package io.daybook.eventstore;

/**
 * What an append rests on without adding to it: it is made only if this is still the stream's last
 * version, and has lost a race otherwise.
 *
 * @param version -1 for a stream that has no events
 */
record Expectation(String stream, long version) {}
