package io.daybook.schema.operation;

import org.axonframework.serialization.Revision;

/**
 * Somebody decided who outside is told what happens in the shop.
 *
 * @param subscription its id
 * @param host that is told from now on, without the rest of its address, in which there may be a
 *     secret; empty where the decision names none
 */
@Revision("1")
public record WebhookDecided(
    ActId actId, String subscription, WebhookDecision decision, String host)
    implements OperationEvent {}
