/**
 * Two other ways to tell Kafka of what was written, as a user would set them up: an outbox table
 * that is polled, and Debezium's embedded engine. Each runs in a process of its own.
 */
@NullMarked
package io.daybook.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
