package io.daybook.importer;

import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lists products, prices them and fills the shelves, so that the next order finds what its invoice
 * says.
 */
final class Shelves {
  private static final int CONFLICT = 409;

  private final ShopClient shop;
  private final Map<String, Integer> demand;
  private final String receipt;
  private final int shortPercent;
  private final Map<String, BigDecimal> prices = new ConcurrentHashMap<>();

  /**
   * @param demand units per SKU that the whole file orders
   * @param receipt names the delivery; the same file names the same one
   * @param shortPercent share of the SKUs that get half of what is ordered
   */
  Shelves(ShopClient shop, Map<String, Integer> demand, String receipt, int shortPercent) {
    this.shop = shop;
    this.demand = demand;
    this.receipt = receipt;
    this.shortPercent = shortPercent;
  }

  void prepare(String sku, String description, BigDecimal price) {
    var known = prices.get(sku);
    if (known == null) {
      known = list(sku, description.isEmpty() ? sku : description, price);
      receive(sku);
    }
    if (known.compareTo(price) != 0) {
      require(
          shop.put("/api/products/" + sku + "/price", Map.of("price", pounds(price))),
          "price of " + sku);
    }
    prices.put(sku, price);
  }

  /** The price that the product has now. */
  private BigDecimal list(String sku, String name, BigDecimal price) {
    var answer =
        shop.post("/api/products", "", Map.of("sku", sku, "name", name, "price", pounds(price)));
    if (answer.status() != CONFLICT) {
      require(answer, "listing of " + sku);
      return price;
    }
    var listed = shop.query("{product(sku: \"" + sku + "\") {price {amount}}}");
    var amount = listed.path("product").path("price").path("amount").asString("");
    // A listing that the read model does not know yet is repriced in any case, which changes
    // nothing if it is right.
    return amount.isEmpty() ? BigDecimal.ZERO : new BigDecimal(amount);
  }

  private void receive(String sku) {
    int units = demand.getOrDefault(sku, 0);
    var shortOfIt = Math.floorMod(sku.hashCode(), 100) < shortPercent;
    var arriving = shortOfIt ? units / 2 : units;
    if (arriving > 0) {
      require(
          shop.post(
              "/api/stock/" + sku + "/receipts",
              "",
              Map.of("receiptId", receipt, "quantity", arriving)),
          "receipt of " + sku);
    }
  }

  static Map<String, String> pounds(BigDecimal amount) {
    return Map.of("amount", amount.toPlainString(), "currency", "GBP");
  }

  private static void require(ShopClient.Answer answer, String what) {
    if (!answer.isSuccess()) {
      throw new IllegalStateException(what + " was refused: " + answer.body());
    }
  }
}
