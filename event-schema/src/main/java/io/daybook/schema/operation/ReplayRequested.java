package io.daybook.schema.operation;

import org.axonframework.serialization.Revision;

/**
 * Somebody asked that a part of the log is told again, into topics of Kafka of its own.
 *
 * @param topicPrefix what the names of these topics begin with
 * @param from the first position that is told
 * @param to the last one
 */
@Revision("1")
public record ReplayRequested(ActId actId, String topicPrefix, long from, long to)
    implements OperationEvent {}
