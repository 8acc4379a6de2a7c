/**
 * Reads the books when all is quiet: what the log and the read models say must agree with what the
 * provider, the carrier and the mail server have.
 */
@NullMarked
package io.daybook.app.books;

import org.jspecify.annotations.NullMarked;
