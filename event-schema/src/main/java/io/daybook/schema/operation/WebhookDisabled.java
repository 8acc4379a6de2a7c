package io.daybook.schema.operation;

import org.axonframework.serialization.Revision;

/**
 * The platform tells a subscriber nothing more until somebody enables the subscription again.
 *
 * @param subscription its id
 * @param reason {@code FAILING} where nothing could be delivered for too long, {@code GONE} where
 *     its address has answered that it wants nothing more
 */
@Revision("1")
public record WebhookDisabled(ActId actId, String subscription, String reason)
    implements OperationEvent {}
