/**
 * How recipients follow the log: each with a cursor, page by page, in one process at a time. Look
 * first at {@link io.daybook.relay.follow.Relay}.
 */
@NullMarked
package io.daybook.relay.follow;

import org.jspecify.annotations.NullMarked;
