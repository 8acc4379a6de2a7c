package io.daybook.command.shipping;

/**
 * What the carrier has said of the booking that counts.
 *
 * @param reference the carrier's name for it
 * @param trackingNumber the customer's name for the parcel
 */
record Carriage(String reference, String trackingNumber) {}
