/** Stock: receive, reserve, release, commit, adjust, restock. */
@NullMarked
package io.daybook.command.inventory;

import org.jspecify.annotations.NullMarked;
