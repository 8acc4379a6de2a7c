package io.daybook.eventstore;

/** Where the events of an append are in the log, next to each other; -1 where it had none. */
record Appended(long firstPosition, long lastPosition) {}
