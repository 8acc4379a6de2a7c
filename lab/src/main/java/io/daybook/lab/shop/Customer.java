package io.daybook.lab.shop;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Somebody else, who buys one piece, in a transaction on the server of the stock alone. */
public final class Customer {
  private static final int PATIENCE_SECONDS = 120;

  private final CompletableFuture<Double> waited;

  /** Begins to buy. */
  public Customer(Servers servers, String name, String sku) {
    waited =
        CompletableFuture.supplyAsync(() -> buy(servers, name, sku), Thread::startVirtualThread);
  }

  private static double buy(Servers servers, String name, String sku) {
    try (var connection = servers.connect(Part.STOCK)) {
      var begun = System.nanoTime();
      Part.STOCK.change(connection, name, sku);
      return (System.nanoTime() - begun) / 1e6;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Whether the purchase ends within so long. */
  public boolean isServedWithin(long millis) throws InterruptedException, ExecutionException {
    try {
      waited.get(millis, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      return false;
    }
  }

  /** How long it has taken, at its end. */
  public double waitedMillis() throws Exception {
    return waited.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
