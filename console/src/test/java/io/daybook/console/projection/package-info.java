/** Read models on pages. */
@org.jspecify.annotations.NullMarked
package io.daybook.console.projection;
