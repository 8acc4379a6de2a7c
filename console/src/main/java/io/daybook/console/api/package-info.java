/** Asks the public API, with the token of whoever looks. */
@NullMarked
package io.daybook.console.api;

import org.jspecify.annotations.NullMarked;
