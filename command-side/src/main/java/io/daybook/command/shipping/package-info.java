/**
 * Shipments: book, rebook, pick, dispatch, deliver. A shipment decides the races of dispatch with
 * cancelling and with a new address; the carrier is called by {@code io.daybook.outside.shipping}.
 * Look first at {@code Shipment}, then at {@code Bookings}.
 */
@NullMarked
package io.daybook.command.shipping;

import org.jspecify.annotations.NullMarked;
