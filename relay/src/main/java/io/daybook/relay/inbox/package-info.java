/**
 * Hears what the warehouse tells over Kafka, and makes commands of it: goods that came, parcels
 * that left. A message is done when its command is durable; then it is noted, and only then the
 * broker is told that it was read. So a message may come twice, and its effect is there once: by
 * the note, and where there is none by the aggregates, which know a receipt and a parcel for ever.
 * What cannot be understood, or is refused by a rule, is put aside for an operator, and holds back
 * what comes after it under the same key and nothing else. Look first at {@link
 * io.daybook.relay.inbox.Inbox}, then at {@link io.daybook.relay.inbox.HeardWords}, which says what
 * each message means.
 */
@NullMarked
package io.daybook.relay.inbox;

import org.jspecify.annotations.NullMarked;
