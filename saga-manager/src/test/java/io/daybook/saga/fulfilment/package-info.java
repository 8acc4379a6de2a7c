/** Tests of the decisions of the fulfilment. */
@NullMarked
package io.daybook.saga.fulfilment;

import org.jspecify.annotations.NullMarked;
