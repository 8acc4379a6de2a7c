/** Proof, on demand, that the log is as it was sealed. */
@NullMarked
package io.daybook.app.verification;

import org.jspecify.annotations.NullMarked;
