package io.daybook.eventstore;

/**
 * The last event of a stream.
 *
 * @param version of the event in its stream, from 0
 * @param eventId of the event in the whole log
 */
public record StreamEnd(long version, String eventId) {}
