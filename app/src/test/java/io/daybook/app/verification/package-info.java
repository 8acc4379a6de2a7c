/** The proof that the log is untouched. */
package io.daybook.app.verification;
