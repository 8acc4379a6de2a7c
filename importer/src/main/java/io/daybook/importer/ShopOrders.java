package io.daybook.importer;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Places orders, cancels them and returns goods of them, each at most once however often the file
 * is imported.
 */
final class ShopOrders {
  /** The shop of the data set is in London. */
  private static final ZoneId SHOP_TIME = ZoneId.of("Europe/London");

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> DELIVERED = List.of("DELIVERED", "PARTLY_RETURNED", "RETURNED");

  private final ShopClient shop;

  ShopOrders(ShopClient shop) {
    this.shop = shop;
  }

  /** The order's status, or nothing when the shop has no such order. */
  String status(String orderId) {
    return shop.query("{order(id: \"" + orderId + "\") {status}}")
        .path("order")
        .path("status")
        .asString("");
  }

  /** Places an order; the answer to one that is there already names it, too. */
  ShopClient.Answer place(Invoice invoice) {
    var body = order(invoice, "tok_visa");
    body.put("expectedTotal", Shelves.pounds(invoice.total()));
    var date = invoice.goods().getFirst().date();
    body.put("orderedAt", date.atZone(SHOP_TIME).toInstant().toString());
    return shop.post("/api/orders", key(invoice.number()), body);
  }

  /** Places an order of now, at the prices of now. */
  ShopClient.Answer placeNow(Invoice invoice, String key, String paymentToken) {
    return shop.post("/api/orders", key, order(invoice, paymentToken));
  }

  private static Map<String, Object> order(Invoice invoice, String paymentToken) {
    var first = invoice.goods().getFirst();
    var lines = new ArrayList<Map<String, Object>>();
    invoice.quantities().forEach((sku, units) -> lines.add(Map.of("sku", sku, "quantity", units)));
    var address =
        Map.of(
            "recipient",
            "Customer " + invoice.customer(),
            "street",
            "as on file",
            "city",
            first.country(),
            "postalCode",
            "as on file",
            "country",
            Countries.codeOf(first.country()));
    var body = new HashMap<String, Object>();
    body.put("customerId", invoice.customer());
    body.put("lines", lines);
    body.put("deliveryAddress", address);
    body.put("paymentToken", paymentToken);
    return body;
  }

  /** Asks for cancellation; true when the order ends cancelled. */
  boolean cancel(String orderId, String creditNote) {
    askToCancel(orderId, "credit note " + creditNote);
    return ShopClient.await(PATIENCE, () -> isFinal(status(orderId)))
        && status(orderId).equals("CANCELLED");
  }

  void askToCancel(String orderId, String reason) {
    shop.post("/api/orders/" + orderId + "/cancellation", "", Map.of("reason", reason));
  }

  void dispatch(String orderId) {
    shop.post(shipment(orderId) + "/dispatch", "", Map.of());
  }

  void arrive(String orderId) {
    shop.post(shipment(orderId) + "/delivery", "", Map.of());
  }

  private static String shipment(String orderId) {
    return "/api/shipments/" + orderId.replaceFirst("^order-", "shipment-");
  }

  /** Sends the parcel and delivers it, unless that was done; true when it has arrived. */
  boolean deliver(String orderId) {
    var settled =
        List.of("PICKING", "SHIPPED", "DELIVERED", "PARTLY_RETURNED", "RETURNED", "CANCELLED");
    if (!ShopClient.await(PATIENCE, () -> settled.contains(status(orderId)))) {
      return false;
    }
    if (status(orderId).equals("PICKING")) {
      dispatch(orderId);
    }
    if (List.of("PICKING", "SHIPPED").contains(status(orderId))) {
      arrive(orderId);
    }
    return ShopClient.await(
            PATIENCE,
            () -> DELIVERED.contains(status(orderId)) || status(orderId).equals("CANCELLED"))
        && DELIVERED.contains(status(orderId));
  }

  /** Takes goods of a credit note back, once. */
  ShopClient.Answer takeBack(String orderId, String creditNote, Map<String, Integer> units) {
    return takeBackFor(orderId, key(creditNote), units);
  }

  /** Takes goods back, once for a key. */
  ShopClient.Answer takeBackFor(String orderId, String key, Map<String, Integer> units) {
    var lines = new ArrayList<Map<String, Object>>();
    units.forEach(
        (sku, quantity) ->
            lines.add(Map.of("sku", sku, "quantity", quantity, "disposition", "RESTOCK")));
    return shop.post("/api/orders/" + orderId + "/returns", key, Map.of("lines", lines));
  }

  private static boolean isFinal(String status) {
    return status.equals("CANCELLED") || status.equals("SHIPPED") || DELIVERED.contains(status);
  }

  private static String key(String invoice) {
    return "online-retail-" + invoice;
  }
}
