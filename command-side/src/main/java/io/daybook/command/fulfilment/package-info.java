/** Fulfilments that wait for an operator: park, resume, skip. */
@NullMarked
package io.daybook.command.fulfilment;

import org.jspecify.annotations.NullMarked;
