package io.daybook.query;

import io.daybook.eventstore.LoggedEvent;
import io.daybook.eventstore.MetadataKeys;
import org.jspecify.annotations.Nullable;

/**
 * Who is behind an event. Events of releases before 0.2.0 do not say.
 *
 * @param principal who sent the very command: the actor, or a part of the platform
 * @param client that the actor's token was given to
 * @param issuer who has vouched for the actor
 * @param onBehalfOf the customer for whom the actor has asked; null where that is the actor
 */
public record EventOrigin(
    @Nullable String principal,
    @Nullable String client,
    @Nullable String issuer,
    @Nullable String onBehalfOf) {

  static EventOrigin of(LoggedEvent event) {
    var notes = event.metadata();
    return new EventOrigin(
        notes.get(MetadataKeys.PRINCIPAL),
        notes.get(MetadataKeys.CLIENT),
        notes.get(MetadataKeys.ISSUER),
        notes.get(MetadataKeys.ON_BEHALF_OF));
  }
}
