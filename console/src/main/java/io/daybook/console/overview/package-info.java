/** The shop at a glance, live. */
@NullMarked
package io.daybook.console.overview;

import org.jspecify.annotations.NullMarked;
