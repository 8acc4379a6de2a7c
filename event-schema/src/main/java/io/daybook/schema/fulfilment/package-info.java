/**
 * The words of the fulfilment where it does not go on as it should: parked, resumed, skipped,
 * overdue, and the names of its steps and actions. What it does when all goes well has no events of
 * its own: they are those of order, payment, stock and shipment. Look first at {@link
 * io.daybook.schema.fulfilment.FulfilmentEvent}.
 */
@NullMarked
package io.daybook.schema.fulfilment;

import org.jspecify.annotations.NullMarked;
