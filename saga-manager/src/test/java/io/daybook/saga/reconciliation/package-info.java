/** Tests of what counts as a difference. */
@NullMarked
package io.daybook.saga.reconciliation;

import org.jspecify.annotations.NullMarked;
