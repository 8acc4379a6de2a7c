/** What waits for an operator: parked fulfilments, one or many at once. */
@NullMarked
package io.daybook.console.work;

import org.jspecify.annotations.NullMarked;
