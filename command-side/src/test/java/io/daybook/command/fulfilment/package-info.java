/** Tests of what operators may decide. */
@NullMarked
package io.daybook.command.fulfilment;

import org.jspecify.annotations.NullMarked;
