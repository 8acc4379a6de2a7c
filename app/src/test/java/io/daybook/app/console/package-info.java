/** The console, as people of each role see it. */
@NullMarked
package io.daybook.app.console;

import org.jspecify.annotations.NullMarked;
