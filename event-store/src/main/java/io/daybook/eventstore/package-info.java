/**
 * Keeps: the event log in PostgreSQL behind Axon's storage interfaces. In here are appending,
 * reading, the tail, snapshots and seals; commands, tokens and sagas are in {@code
 * io.daybook.runtime}. Nothing in here knows what the events mean. Look first at {@code
 * PostgresEventStorageEngine} for writing and at {@code LogTail} for following.
 */
@NullMarked
package io.daybook.eventstore;

import org.jspecify.annotations.NullMarked;
