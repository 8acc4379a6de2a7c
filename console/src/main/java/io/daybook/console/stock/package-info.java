/** What is on the shelf, was on it, and moved. */
@NullMarked
package io.daybook.console.stock;

import org.jspecify.annotations.NullMarked;
