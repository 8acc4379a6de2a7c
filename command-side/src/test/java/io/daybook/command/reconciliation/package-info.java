/** Tests of differences between books. */
@NullMarked
package io.daybook.command.reconciliation;

import org.jspecify.annotations.NullMarked;
