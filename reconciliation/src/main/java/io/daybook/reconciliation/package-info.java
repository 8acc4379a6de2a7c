/**
 * Compares our books with those of others: payments with the provider's, shipments with the
 * carrier's, reservations with orders, returns with refunds. It reads, and says what differs; it
 * mends nothing.
 */
@NullMarked
package io.daybook.reconciliation;

import org.jspecify.annotations.NullMarked;
