/**
 * An order's steps as a process of Flowable, for the comparison in {@code io.daybook.benchmarks}.
 * Look first at {@code FlowableOrders}.
 */
@NullMarked
package io.daybook.benchmarks.flowable;

import org.jspecify.annotations.NullMarked;
