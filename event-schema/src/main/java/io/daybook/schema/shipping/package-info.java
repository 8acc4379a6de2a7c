/**
 * The words of a shipment: book, rebook, pick, dispatch, deliver. In here are its commands, events
 * and ids; its rules are in {@code io.daybook.command.shipping}, and the carrier's protocol in
 * {@code io.daybook.outside.shipping}. Look first at {@link
 * io.daybook.schema.shipping.ShipmentEvent}.
 */
@NullMarked
package io.daybook.schema.shipping;

import org.jspecify.annotations.NullMarked;
