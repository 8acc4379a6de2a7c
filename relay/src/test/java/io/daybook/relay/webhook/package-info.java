/** Tests of signed webhooks. */
@NullMarked
package io.daybook.relay.webhook;

import org.jspecify.annotations.NullMarked;
