package io.daybook.schema.operation;

import org.axonframework.serialization.Revision;

/**
 * An operator decided about events that a read model could not follow and has set aside.
 *
 * @param letter which one; empty for all
 * @param eventStream the stream of its event; empty for all, or where that is not known
 * @param reason why, in the operator's words; empty for a retry
 */
@Revision("1")
public record DeadLettersDecided(
    ActId actId,
    String model,
    DeadLetterDecision decision,
    String letter,
    String eventStream,
    String reason)
    implements OperationEvent {}
