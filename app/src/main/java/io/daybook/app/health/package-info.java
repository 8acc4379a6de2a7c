/**
 * Whether this process can still get connections to its database, and whether a processor stands.
 * What stands still in the log and in the command bus is told by {@code io.daybook.app.LogHealth}.
 * Look first at {@code ConnectionsHealth}.
 */
@NullMarked
package io.daybook.app.health;

import org.jspecify.annotations.NullMarked;
