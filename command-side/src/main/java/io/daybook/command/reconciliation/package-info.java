/** Differences between our books and those of others: found, settled. */
@NullMarked
package io.daybook.command.reconciliation;

import org.jspecify.annotations.NullMarked;
