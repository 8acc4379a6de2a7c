/**
 * The words of reconciliation: what differs between our books and the books of others. How books
 * are compared is in {@code io.daybook.reconciliation}. Look first at {@link
 * io.daybook.schema.reconciliation.DiscrepancyEvent} and {@link
 * io.daybook.schema.reconciliation.DiscrepancyKind}.
 */
@NullMarked
package io.daybook.schema.reconciliation;

import org.jspecify.annotations.NullMarked;
