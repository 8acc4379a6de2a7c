package io.daybook.schema.operation;

import org.axonframework.serialization.Revision;

/**
 * An operator decided about the generations of a read model.
 *
 * @param model its name
 * @param generation the number of the one that is meant; empty where there is no choice
 */
@Revision("1")
public record ReadModelDecided(
    ActId actId, String model, ReadModelDecision decision, String generation)
    implements OperationEvent {}
