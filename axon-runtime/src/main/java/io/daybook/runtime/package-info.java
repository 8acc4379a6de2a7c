/**
 * Carries: what an Axon 4 application on this log runs on. In here are the command bus with its
 * queues, the cache of aggregates, the repetition of commands that lost a race, tokens, sagas, the
 * serializer and the defaults of processors. The log itself is in {@code io.daybook.eventstore};
 * nothing in here knows what commands and events mean. Look first at {@code
 * RuntimeAutoConfiguration}.
 */
@NullMarked
package io.daybook.runtime;

import org.jspecify.annotations.NullMarked;
