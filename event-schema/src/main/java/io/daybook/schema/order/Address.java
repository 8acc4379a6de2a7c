package io.daybook.schema.order;

import io.daybook.schema.Personal;

/**
 * Where a parcel goes.
 *
 * @param country ISO 3166-1 alpha-2 code
 */
public record Address(
    @Personal String recipient,
    @Personal String street,
    @Personal String city,
    @Personal String postalCode,
    String country) {

  /** Not to be read in any log. */
  @Override
  public String toString() {
    return "Address[***, " + country + "]";
  }
}
