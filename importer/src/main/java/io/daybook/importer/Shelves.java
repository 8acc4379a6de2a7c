package io.daybook.importer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Lists products, fills the shelves and prices, so that each order finds what its invoice says. */
final class Shelves {
  private static final int CONFLICT = 409;

  /** The shop takes so many lines in one request. */
  private static final int MOST_LINES = 1_000;

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

  /**
   * Lists products under the price of the first invoice that has them, and receives all that the
   * file orders of them. Whoever does so again changes nothing.
   */
  void fill(List<Invoice> invoices) {
    var products = new LinkedHashMap<String, Map<String, Object>>();
    for (var invoice : invoices) {
      var names = invoice.names();
      invoice
          .prices()
          .forEach(
              (sku, price) ->
                  products.computeIfAbsent(
                      sku,
                      _ -> {
                        prices.put(sku, price);
                        return Map.of(
                            "sku",
                            sku,
                            "name",
                            names.getOrDefault(sku, sku),
                            "price",
                            pounds(price));
                      }));
    }
    inBulk("/api/products/bulk", List.copyOf(products.values()), this::listed);
    var receipts = new ArrayList<Map<String, Object>>();
    for (var sku : products.keySet()) {
      var arriving = arriving(sku);
      if (arriving > 0) {
        receipts.add(Map.of("sku", sku, "receiptId", receipt, "quantity", arriving));
      }
    }
    inBulk("/api/stock/receipts/bulk", receipts, (sku, line) -> require(line, "receipt of " + sku));
  }

  /** Whether it is known what the shop asks for each of these. */
  boolean knowPricesOf(Set<String> skus) {
    return prices.keySet().containsAll(skus);
  }

  /** Those prices that the shop does not have yet, as far as we know. */
  Map<String, BigDecimal> changes(Map<String, BigDecimal> wanted) {
    var changes = new LinkedHashMap<String, BigDecimal>();
    wanted.forEach(
        (sku, price) -> {
          var known = prices.get(sku);
          if (known == null || known.compareTo(price) != 0) {
            changes.put(sku, price);
          }
        });
    return changes;
  }

  void price(String sku, BigDecimal price) {
    require(
        shop.put("/api/products/" + sku + "/price", Map.of("price", pounds(price))),
        "price of " + sku);
    prices.put(sku, price);
  }

  /**
   * The price is known where the listing is the product's first event and its last. Else its next
   * order sets it in any case, which changes nothing if it is right.
   */
  private void listed(String sku, ShopClient.Answer line) {
    if (line.status() != CONFLICT) {
      require(line, "listing of " + sku);
    }
    if (line.status() == CONFLICT || line.body().path("version").asLong(-1) > 0) {
      prices.remove(sku);
    }
  }

  private int arriving(String sku) {
    int units = demand.getOrDefault(sku, 0);
    var shortOfIt = Math.floorMod(sku.hashCode(), 100) < shortPercent;
    return shortOfIt ? units / 2 : units;
  }

  /** Asks for many lines at a time, and tells what became of each. */
  private void inBulk(
      String path, List<Map<String, Object>> lines, BiConsumer<String, ShopClient.Answer> outcome) {
    for (int from = 0; from < lines.size(); from += MOST_LINES) {
      var some = lines.subList(from, Math.min(from + MOST_LINES, lines.size()));
      var answer = shop.post(path, "", Map.of("lines", some));
      require(answer, path);
      for (int i = 0; i < some.size(); i++) {
        var line = answer.body().path("lines").path(i);
        var told = new ShopClient.Answer(line.path("status").asInt(), line);
        outcome.accept("" + some.get(i).get("sku"), told);
      }
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
