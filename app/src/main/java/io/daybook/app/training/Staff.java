package io.daybook.app.training;

import io.daybook.importer.ClientTokens;
import io.daybook.importer.ShopClient;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Whoever works in the shop, each with a token of their own account. */
final class Staff implements AutoCloseable {
  private final Map<String, ShopClient> clients = new ConcurrentHashMap<>();
  private final URI base;

  Staff(URI base) {
    this.base = base;
  }

  ShopClient as(String account) {
    return clients.computeIfAbsent(account, name -> new ShopClient(base, ClientTokens.of(name)));
  }

  @Override
  public void close() {
    clients.values().forEach(ShopClient::close);
  }
}
