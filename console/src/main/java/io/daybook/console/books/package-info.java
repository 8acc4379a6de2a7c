/** Our books beside theirs: reconciliations, and what they have found. */
@NullMarked
package io.daybook.console.books;

import org.jspecify.annotations.NullMarked;
