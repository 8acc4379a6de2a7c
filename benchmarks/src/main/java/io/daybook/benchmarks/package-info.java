/**
 * Measures, side by side with what a user would pick instead. In here are the suites, those who
 * contend in them, and the report; nothing of it is part of the executable. Look first at {@link
 * io.daybook.benchmarks.Benchmarks}.
 */
@NullMarked
package io.daybook.benchmarks;

import org.jspecify.annotations.NullMarked;
