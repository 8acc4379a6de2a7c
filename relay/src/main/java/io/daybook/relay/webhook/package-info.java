/**
 * Tells merchants by signed calls to addresses of theirs, after the specification <em>Standard
 * Webhooks</em>. Look first at {@code WebhookRound}: what one look at the log, and at what is due
 * again, does for one subscription; then at {@code EndpointClient}, which calls nobody inside.
 */
@NullMarked
package io.daybook.relay.webhook;

import org.jspecify.annotations.NullMarked;
