package io.daybook.schema.operation;

import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asked for a reconciliation; those of the night nobody asks for.
 *
 * @param since how far back it looks; null for the window of the night
 */
@Revision("1")
public record ReconciliationRequested(ActId actId, @Nullable Instant since)
    implements OperationEvent {}
