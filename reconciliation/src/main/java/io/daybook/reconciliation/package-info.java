/**
 * Compares our books with those of others: payments with the provider's, shipments with the
 * carrier's, reservations with orders, returns with refunds. It reads, and says what differs; it
 * mends nothing. How the others are asked is in {@code io.daybook.outside}, and what was told is
 * remembered by {@code io.daybook.command.reconciliation}. Look first at {@code Reconciliation},
 * then at {@code Book}.
 */
@NullMarked
package io.daybook.reconciliation;

import org.jspecify.annotations.NullMarked;
