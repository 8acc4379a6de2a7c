/**
 * A Kafka broker in a process of its own, without Docker: to try the relay with ({@code ./daybook
 * kafka}), and for tests.
 */
@NullMarked
package io.daybook.samples.broker;

import org.jspecify.annotations.NullMarked;
