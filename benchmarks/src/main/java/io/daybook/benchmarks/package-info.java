/** Measures, side by side with what a user would pick instead. */
@NullMarked
package io.daybook.benchmarks;

import org.jspecify.annotations.NullMarked;
