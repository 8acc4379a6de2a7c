/**
 * The carrier: the port, its adapter over HTTP, and what is asked of it because of which event.
 * What a shipment may do is decided by the aggregate in {@code io.daybook.command.shipping}. Look
 * first at {@link io.daybook.outside.shipping.Carrier} and {@link
 * io.daybook.outside.shipping.CarrierCalls}.
 */
@NullMarked
package io.daybook.outside.shipping;

import org.jspecify.annotations.NullMarked;
