package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.Address;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.OrderId;
import io.daybook.schema.order.OrderLine;
import io.daybook.schema.order.OrderPlaced;
import io.daybook.schema.order.PaymentToken;
import io.daybook.web.access.Role;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A request that was first made before callers had names, and is repeated after the upgrade. */
@TestPropertySource(properties = "spring.application.name=former-keys")
class FormerKeysIT extends PlatformForTests {
  private static final String ADA = bearer("ada", Role.CUSTOMER);
  private static final String BOB = bearer("bob", Role.CUSTOMER);

  @Autowired EventStore log;

  @Test
  void who_repeats_it_has_the_order_of_then_and_nobody_else_has() {
    var key = UUID.randomUUID().toString();
    var former =
        new OrderId(UUID.nameUUIDFromBytes(("order:" + key).getBytes(StandardCharsets.UTF_8)));
    // the first event of this log, as release 0.1.0 has written it
    log.publish(new GenericDomainEventMessage<>("Order", former.toString(), 0, placed(former)));
    var sku = product("OLD-", "3.00", 10);
    assertThat(place(ADA, "ada", key, "OLD-TEA").body().path("orderId").asString())
        .isEqualTo(former.toString());
    assertThat(place(ADA, "ada", key, sku).status()).isEqualTo(422);
    var bobs = place(BOB, "bob", key, sku);
    assertThat(bobs.status()).isEqualTo(201);
    assertThat(bobs.body().path("orderId").asString()).isNotEqualTo(former.toString());
  }

  private static OrderPlaced placed(OrderId id) {
    var line = new OrderLine(new Sku("OLD-TEA"), 1, Money.parse("GBP 3.00"));
    return new OrderPlaced(
        id,
        new CustomerId("ada"),
        List.of(line),
        line.total(),
        new Address("Ada", "12 St James Square", "London", "SW1Y", "GB"),
        new PaymentToken("tok_visa"),
        Instant.parse("2026-01-01T00:00:00Z"));
  }

  private Reply place(String authorization, String customer, String key, String sku) {
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    body.put("customerId", customer);
    return post("/api/orders", body, "Idempotency-Key", key, "Authorization", authorization);
  }
}
