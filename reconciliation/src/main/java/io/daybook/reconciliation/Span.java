package io.daybook.reconciliation;

import java.time.Instant;

/**
 * What a run compares: what began or changed from {@code since} on.
 *
 * @param until when the run began
 * @param settledBefore what changed later may be in flight
 */
record Span(String runId, Instant since, Instant until, Instant settledBefore) {}
