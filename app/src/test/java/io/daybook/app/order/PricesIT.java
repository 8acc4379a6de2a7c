package io.daybook.app.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.eventstore.EventLog;
import io.daybook.schema.catalog.ProductDiscontinued;
import io.daybook.schema.catalog.ProductEvent;
import io.daybook.schema.catalog.ProductPriceChanged;
import io.daybook.schema.catalog.Sku;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.joda.money.Money;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Prices are remembered, and an order is placed, or refused, by those of the log all the same. */
class PricesIT extends PlatformForTests {
  @Autowired EventStorageEngine engine;
  @Autowired EventLog log;

  private String sku;

  @BeforeEach
  void list() {
    sku = product("PRICE-", "3.00", 5);
  }

  @Test
  void a_price_that_this_process_has_changed_counts_at_once() {
    assertPlaced("3.00", null);
    assertThat(put("/api/products/" + sku + "/price", Map.of("price", pounds("4.00"))).status())
        .isEqualTo(204);
    assertPlaced("4.00", null);
  }

  @Test
  void a_price_that_another_process_has_changed_counts_at_once() {
    assertPlaced("3.00", null);
    elsewhere(new ProductPriceChanged(new Sku(sku), amount("3.00"), amount("4.00")));
    assertPlaced("4.00", null);
    elsewhere(new ProductPriceChanged(new Sku(sku), amount("4.00"), amount("5.00")));
    assertPlaced("5.00", "5.00");
    elsewhere(new ProductPriceChanged(new Sku(sku), amount("5.00"), amount("6.00")));
    assertRefused("5.00", "price-has-moved");
    elsewhere(new ProductDiscontinued(new Sku(sku), "gone"));
    assertRefused(null, "product-not-for-sale");
  }

  @Test
  void a_repeated_request_is_answered_with_the_first_price_whoever_changed_it_since() {
    var key = newKey();
    var first = post("/api/orders", request(null), key);
    elsewhere(new ProductPriceChanged(new Sku(sku), amount("3.00"), amount("4.00")));
    assertPlaced("4.00", null);
    assertThat(post("/api/orders", request(null), key)).isEqualTo(first);
  }

  private void assertPlaced(String total, String expected) {
    var reply = post("/api/orders", request(expected), newKey());
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    assertThat(reply.body().path("total").path("amount").asString()).isEqualTo(total);
  }

  private void assertRefused(String expected, String rule) {
    var reply = post("/api/orders", request(expected), newKey());
    assertThat(reply.status()).as(reply.toString()).isEqualTo(422);
    assertThat(reply.body().path("rule").asString()).isEqualTo(rule);
  }

  private Map<String, Object> request(String expected) {
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    if (expected != null) {
      body.put("expectedTotal", pounds(expected));
    }
    return body;
  }

  private static String[] newKey() {
    return new String[] {"Idempotency-Key", "prices " + UUID.randomUUID()};
  }

  /** As another process does it, of which this one hears later. */
  private void elsewhere(ProductEvent event) {
    var stream = "product-" + sku;
    var version = log.readStreams(List.of(stream)).size();
    engine.appendEvents(new GenericDomainEventMessage<>("Product", stream, version, event));
  }

  private static Money amount(String pounds) {
    return Money.parse("GBP " + pounds);
  }
}
