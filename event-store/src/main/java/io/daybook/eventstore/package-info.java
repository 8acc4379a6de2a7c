/**
 * Keeps: the event log in PostgreSQL behind Axon's storage interfaces, and the wiring that makes
 * Axon 4 use it under Spring Boot 4. Nothing in here knows what the events mean.
 */
@NullMarked
package io.daybook.eventstore;

import org.jspecify.annotations.NullMarked;
