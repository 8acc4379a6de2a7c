package io.daybook.relay.published;

/** Something that others are told. A record is written as {@code data} of a message. */
public sealed interface IntegrationEvent
    permits OrderAnnounced,
        PaymentAnnounced,
        InventoryAnnounced,
        ShippingAnnounced,
        CatalogAnnounced,
        PrivacyAnnounced,
        WebhookAnnounced {

  /** Whom or what it is about; events of one subject are told in their order. */
  String subject();
}
