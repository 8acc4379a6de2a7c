/**
 * Subscriptions: what changes is pushed as soon as the read models know of it. Nothing waits in
 * memory for a subscriber: each has a position, and is given what the read tables have after it
 * when it asks for more. Look first at {@code LiveQueries}, then at {@code Subscriber}.
 */
@NullMarked
package io.daybook.query.live;

import org.jspecify.annotations.NullMarked;
