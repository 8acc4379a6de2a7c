package io.daybook.relay.published;

import io.daybook.schema.order.CustomerId;
import io.daybook.schema.privacy.ErasureId;

/** What is told of what is known of a customer. */
public sealed interface PrivacyAnnounced extends IntegrationEvent {

  /** The customer, by the pseudonym that the shop has for this person. */
  CustomerId customerId();

  @Override
  default String subject() {
    return customerId().toString();
  }

  /**
   * A customer is forgotten here. Who has asked for the addresses of this customer's orders deletes
   * what was answered.
   */
  @Word("privacy.customer-erased.v1")
  record CustomerErased(CustomerId customerId, ErasureId erasureId) implements PrivacyAnnounced {}
}
