package io.daybook.app.chaos;

import io.daybook.app.books.Books;
import io.daybook.app.books.Outside;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** What is sold while others are killed, to how many, and what must be so when all has ended. */
record ChaosShop(Customers customers, int orders, long seed) {
  static final List<String> SKUS =
      IntStream.range(0, 12).mapToObj(i -> (i == 11 ? "REFUSED-" : "SKU-") + i).toList();

  private static final int AT_ONCE = 24;

  /** Enough of everything, but for two. */
  void open() {
    for (var sku : SKUS) {
      var price = Map.of("amount", "2.50", "currency", "GBP");
      customers.post("/api/products", Map.of("sku", sku, "name", sku, "price", price), "");
      var units = sku.endsWith("-3") || sku.endsWith("-4") ? 20 : 100 * orders;
      customers.post(
          "/api/stock/" + sku + "/receipts", Map.of("receiptId", "r", "quantity", units), "");
    }
  }

  /** Each order by a customer of its own, some of them at once. */
  List<Future<?>> shop(ExecutorService threads) {
    var shoppers = new ArrayList<Future<?>>();
    var atOnce = new Semaphore(AT_ONCE);
    for (int i = 0; i < orders; i++) {
      var number = i;
      shoppers.add(
          threads.submit(
              () -> {
                atOnce.acquireUninterruptibly();
                try {
                  customers.shop(number, seed);
                } finally {
                  atOnce.release();
                }
              }));
    }
    return shoppers;
  }

  void compare(Books books, Outside outside) throws Exception {
    books.everyAcknowledgedOrderHasEnded(customers.acknowledged);
    books.moneyAgrees(outside.intents());
    var goods = books.goods();
    goods.stockAgrees();
    goods.reservationsAgree();
    goods.shelvesAgree();
    books.shipmentsAgree(outside.bookings());
    books.addressesAgree(outside.bookings(), customers::streetOf);
    books.mailsAreUnique(outside.mails());
    books.nothingIsSetAside();
  }
}
