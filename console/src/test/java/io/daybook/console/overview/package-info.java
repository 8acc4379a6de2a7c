/** The shop at a glance. */
@org.jspecify.annotations.NullMarked
package io.daybook.console.overview;
