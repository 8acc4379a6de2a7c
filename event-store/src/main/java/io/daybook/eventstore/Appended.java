package io.daybook.eventstore;

/** Where the events of an append are in the log: next to each other, in their order. */
record Appended(long firstPosition, long lastPosition) {}
