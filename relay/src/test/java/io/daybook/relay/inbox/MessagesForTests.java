package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Place;
import java.util.UUID;

/** Messages as the warehouse writes them. */
final class MessagesForTests {
  static final String ORDER = "order-0f8fad5b-d9cb-469f-a165-70867728950e";
  static final String SHIPMENT = ORDER.replace("order-", "shipment-");

  private MessagesForTests() {}

  /** Goods came by a paper; each has an id of its own. */
  static Heard receipt(long offset, String sku, String receiptId, int quantity) {
    return receipt(offset, UUID.randomUUID().toString(), sku, receiptId, quantity);
  }

  static Heard receipt(long offset, String id, String sku, String receiptId, int quantity) {
    return new Heard(
        new Place(HeardWords.GOODS_RECEIVED, 0, offset),
        sku,
        """
        {"specversion": "1.0", "id": "%s", "source": "/warehouse", "type": "warehouse.goods.received.v1",
         "subject": "%s", "data": {"receiptId": "%s", "sku": "%s", "quantity": %d}}
        """
            .formatted(id, sku, receiptId, sku, quantity));
  }

  /** A parcel left. */
  static String parcel(String id, String order, String shipment) {
    return """
    {"specversion": "1.0", "id": "%s", "source": "/warehouse", "type": "warehouse.parcel.dispatched.v1",
     "subject": "%s", "correlationid": "c-1", "causationid": "e-1", "time": "2026-11-29T10:00:00Z",
     "data": {"orderId": "%s", "shipmentId": "%s", "more": true}}
    """
        .formatted(id, order, order, shipment);
  }

  static Heard parcel(long offset, String key, String body) {
    return new Heard(new Place(HeardWords.PARCEL_DISPATCHED, 0, offset), key, body);
  }

  static Heard nonsense(long offset, String key) {
    return new Heard(
        new Place(HeardWords.GOODS_RECEIVED, 0, offset), key, "{\"id\": \"n-" + offset + "\"}");
  }
}
