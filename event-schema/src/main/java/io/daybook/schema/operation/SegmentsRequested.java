package io.daybook.schema.operation;

import org.axonframework.serialization.Revision;

/** An operator asked for another number of segments of an event processor. */
@Revision("1")
public record SegmentsRequested(ActId actId, String processor, int before, int wanted)
    implements OperationEvent {}
