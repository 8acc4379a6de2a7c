/** An order as Daybook's saga, whose coordinator is killed. */
@NullMarked
package io.daybook.lab.saga;

import org.jspecify.annotations.NullMarked;
