/** The words of reconciliation: what differs between our books and the books of others. */
@NullMarked
package io.daybook.schema.reconciliation;

import org.jspecify.annotations.NullMarked;
