/** Tests of what counts as a difference. */
@NullMarked
package io.daybook.reconciliation;

import org.jspecify.annotations.NullMarked;
