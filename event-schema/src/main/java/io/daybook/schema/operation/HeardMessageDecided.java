package io.daybook.schema.operation;

import org.axonframework.serialization.Revision;

/**
 * An operator decided about a message of another system that could not be understood, or was
 * refused by a rule.
 *
 * @param place where it is: topic, partition and offset
 * @param message the id of the message; empty when it had none that could be read
 * @param about the order or SKU that it is about, as its sender says
 * @param reason why, in the operator's words; empty for a retry
 */
@Revision("1")
public record HeardMessageDecided(
    ActId actId,
    MessageDecision decision,
    String place,
    String message,
    String about,
    String reason)
    implements OperationEvent {}
