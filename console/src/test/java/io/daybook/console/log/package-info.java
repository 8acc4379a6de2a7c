/** What the pages of the log are made of. */
@org.jspecify.annotations.NullMarked
package io.daybook.console.log;
