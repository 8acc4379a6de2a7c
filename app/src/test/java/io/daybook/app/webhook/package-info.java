/** Signed webhooks, as their owners and receivers see them. */
@NullMarked
package io.daybook.app.webhook;

import org.jspecify.annotations.NullMarked;
