package io.daybook.schema.order;

/**
 * Where a parcel goes.
 *
 * @param country ISO 3166-1 alpha-2 code
 */
public record Address(
    String recipient, String street, String city, String postalCode, String country) {}
