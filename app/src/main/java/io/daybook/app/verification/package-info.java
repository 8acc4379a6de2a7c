/**
 * Proof, on demand, that the log is as it was sealed: an endpoint that computes it, and the command
 * line that asks for it. How seals are made and read is in {@code io.daybook.eventstore}. Look
 * first at {@code LogVerification}.
 */
@NullMarked
package io.daybook.app.verification;

import org.jspecify.annotations.NullMarked;
