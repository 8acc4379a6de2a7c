package io.daybook.relay.inbox;

import io.daybook.relay.inbox.Heard.Meaning;
import io.daybook.relay.inbox.Heard.Riddle;
import io.daybook.relay.inbox.Heard.Wish;
import io.daybook.schema.MalformedException;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.inventory.ReceiveStock;
import io.daybook.schema.inventory.StockItemId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.shipping.DispatchShipment;
import io.daybook.schema.shipping.ShipmentId;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What messages mean to us: CloudEvents 1.0 in JSON, structured mode. The other side of {@link
 * io.daybook.relay.published.PublishedLanguage}. Fields that are not known are passed over, so that
 * who tells may tell more.
 */
final class HeardWords {
  /** Goods came: {@code receiptId}, {@code sku}, {@code quantity}; the subject is the SKU. */
  static final String GOODS_RECEIVED = "warehouse.goods-received";

  /** A parcel left: {@code orderId}, {@code shipmentId}; the subject is the order. */
  static final String PARCEL_DISPATCHED = "warehouse.parcel-dispatched";

  static final List<String> TOPICS = List.of(GOODS_RECEIVED, PARCEL_DISPATCHED);

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,100}");
  private static final Pattern RECEIPT = Pattern.compile("[^\\p{Cntrl}]{1,100}");

  private HeardWords() {}

  static Meaning in(Heard heard) {
    JsonNode event;
    try {
      event = JSON.readTree(heard.body());
    } catch (JacksonException noJson) {
      return new Riddle("", "It is no JSON");
    }
    var id = event.path("id").stringValue("");
    if (!ID.matcher(id).matches()) {
      return new Riddle("", "Its id is none of 1 to 100 visible ASCII characters");
    }
    try {
      return understood(heard, id, event);
    } catch (MalformedException malformed) {
      return new Riddle(id, String.valueOf(malformed.getMessage()));
    }
  }

  private static Meaning understood(Heard heard, String id, JsonNode event) {
    require(event.path("specversion").stringValue("").equals("1.0"), "It is no CloudEvent 1.0");
    var data = event.path("data");
    var type = event.path("type").stringValue("");
    return switch (type) {
      case "warehouse.goods.received.v1" -> {
        var sku = new Sku(text(data, "sku"));
        about(heard, event, sku.value());
        var receipt = text(data, "receiptId");
        require(RECEIPT.matcher(receipt).matches(), "Its receiptId is none of 1 to 100 characters");
        require(data.path("quantity").isInt(), "Its quantity is no whole number");
        yield wish(
            id,
            "",
            event,
            new ReceiveStock(new StockItemId(sku), receipt, data.path("quantity").intValue()));
      }
      case "warehouse.parcel.dispatched.v1" -> {
        var order = OrderId.parse(text(data, "orderId"));
        about(heard, event, order.toString());
        var shipment = ShipmentId.parse(text(data, "shipmentId"));
        require(shipment.orderId().equals(order), "Its shipment is of another order");
        yield wish(id, order.toString(), event, new DispatchShipment(shipment));
      }
      default -> new Riddle(id, "Its type is not known here");
    };
  }

  private static Wish wish(
      String id, String orderId, JsonNode event, io.daybook.schema.Command command) {
    var correlation = idOrNothing(event.path("correlationid"));
    return new Wish(
        id,
        orderId,
        correlation.isEmpty() ? id : correlation,
        idOrNothing(event.path("causationid")),
        command);
  }

  /** Order is kept by key; a message under another key than its subject could overtake others. */
  private static void about(Heard heard, JsonNode event, String what) {
    require(event.path("subject").stringValue("").equals(what), "Its subject is another");
    require(heard.key().equals(what), "Its key is not its subject");
  }

  private static String text(JsonNode data, String field) {
    return data.path(field).stringValue("");
  }

  private static String idOrNothing(JsonNode node) {
    var id = node.stringValue("");
    return ID.matcher(id).matches() ? id : "";
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new MalformedException(otherwise);
    }
  }
}
