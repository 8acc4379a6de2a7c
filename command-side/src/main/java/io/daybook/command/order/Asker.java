package io.daybook.command.order;

import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.DomainRejection;
import io.daybook.schema.Part;
import io.daybook.schema.order.CustomerId;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something of an order.
 *
 * @param onlyCustomer the customer whose orders are the only ones that exist for the asker; null
 *     for those who work here, and for the platform itself
 * @param actor who started it all
 * @param isPerson false for a part of the platform
 */
record Asker(@Nullable String onlyCustomer, String actor, boolean isPerson) {

  static Asker of(MetaData command) {
    var principal = "" + command.get(MetadataKeys.PRINCIPAL);
    return new Asker(
        command.get(MetadataKeys.ONLY_CUSTOMER) instanceof String customer ? customer : null,
        "" + command.get(MetadataKeys.ACTOR),
        !principal.startsWith(Part.PREFIX));
  }

  /** Whether the orders of a customer exist for the asker. */
  boolean knows(CustomerId customer) {
    return onlyCustomer == null || onlyCustomer.equals(customer.value());
  }

  /**
   * Customers place orders for themselves.
   *
   * @throws DomainRejection when this one does not
   */
  void checkPlacesFor(CustomerId customer) {
    if (!knows(customer)) {
      throw DomainRejection.ofRequest(
          "order-for-yourself", "NEW", "customerId must be your own, because you are a customer");
    }
  }

  /** What is noted beside the events, if somebody who works here has asked for a customer. */
  MetaData notesFor(CustomerId customer) {
    return isPerson && onlyCustomer == null && !actor.equals(customer.value())
        ? MetaData.with(MetadataKeys.ON_BEHALF_OF, customer.value())
        : MetaData.emptyInstance();
  }
}
