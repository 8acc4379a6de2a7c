/** The log itself, for auditors: who did what, when, and because of what. */
@NullMarked
package io.daybook.console.log;

import org.jspecify.annotations.NullMarked;
