package io.daybook.relay.webhook;

import java.time.Instant;

/**
 * What became of one attempt.
 *
 * @param eventId as the receiver was told it
 * @param at when it began
 */
record Outcome(Delivery delivery, String eventId, Instant at, Answer answer) {}
