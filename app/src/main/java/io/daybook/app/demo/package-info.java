/** A small catalogue with stock, so that the first order can be placed at once. */
@NullMarked
package io.daybook.app.demo;

import org.jspecify.annotations.NullMarked;
