/**
 * Differences between our books and those of others: found, settled. Books are compared in {@code
 * io.daybook.reconciliation}; in here is what was told, so that it is told once. Look first at
 * {@code Discrepancy}.
 */
@NullMarked
package io.daybook.command.reconciliation;

import org.jspecify.annotations.NullMarked;
