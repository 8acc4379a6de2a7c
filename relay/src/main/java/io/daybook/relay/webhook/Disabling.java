package io.daybook.relay.webhook;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.Part;
import io.daybook.schema.operation.ActId;
import io.daybook.schema.operation.WebhookDisabled;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * Gives an endpoint up. That is an event of the log, which is written first: so it is among what
 * others are told, other endpoints of the same owner too, and nobody is given up unnoticed.
 */
@Component
class Disabling {
  private static final Logger log = LoggerFactory.getLogger(Disabling.class);

  /** The type of the streams of acts. */
  private static final String TYPE = "Act";

  private final EventStore events;
  private final SubscriptionTable subscriptions;

  Disabling(@Qualifier("eventStore") EventStore events, SubscriptionTable subscriptions) {
    this.events = events;
    this.subscriptions = subscriptions;
  }

  /** Repeated after a crash between its two halves, it is in the log once. */
  void disable(WebhookSubscription subscription, DisabledBecause why, EndpointMood mood) {
    var id = subscription.id();
    var name = "webhook-disabled:" + id + ":" + subscription.version() + ":" + mood.since();
    var act = new ActId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    var me = Part.RELAY.principal();
    var origin =
        MetaData.with(MetadataKeys.ACTOR, me)
            .and(MetadataKeys.PRINCIPAL, me)
            .and(MetadataKeys.CORRELATION_ID, act.toString())
            .and(MetadataKeys.CAUSATION_ID, act.toString());
    try {
      events.publish(
          new GenericDomainEventMessage<>(
              TYPE,
              act.toString(),
              0,
              new WebhookDisabled(act, id.toString(), why.name()),
              origin));
    } catch (ConcurrencyException before) {
      log.debug("That {} is given up is in the log already", id, before);
    }
    if (subscriptions.disable(id, why)) {
      log.warn("{} is disabled, {} since {}: its owner has to enable it", id, why, mood.since());
    }
  }
}
