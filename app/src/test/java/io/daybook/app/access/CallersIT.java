package io.daybook.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import io.daybook.web.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who asks is who the token says, and what only some may say of an order. */
class CallersIT extends PlatformForTests {

  @Test
  void the_actor_of_an_event_is_the_subject_of_the_token_whatever_a_header_says() {
    var sku = product("A-", "3.00", 5);
    var reply =
        post(
            "/api/orders",
            order("tok_visa", Map.of(sku, 1)),
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "Authorization",
            bearer("ada", Role.CUSTOMER),
            "X-Actor",
            "eve");
    assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
    var metadata =
        JSON.readTree(
            jdbc.queryForObject(
                "select metadata::text from event_log.domain_event where stream = ? and version = 0",
                String.class,
                reply.body().path("orderId").asString()));
    assertThat(metadata.path("actor").asString()).isEqualTo("ada");
    assertThat(metadata.path("principal").asString()).isEqualTo("ada");
    assertThat(metadata.path("client").asString()).isEqualTo("tests");
    assertThat(metadata.path("issuer").asString()).isEqualTo(IssuerForTests.address());
    assertThat(metadata.has("only_customer")).isFalse();
  }

  @Test
  void business_time_in_the_past_is_the_importers_alone() {
    var past = Instant.now().minus(Duration.ofDays(1));
    for (var role : new Role[] {Role.CUSTOMER, Role.CLERK}) {
      var refused = placeAt(past, role);
      assertThat(refused.status()).isEqualTo(403);
      var error = refused.body().path("errors").path(0);
      assertThat(error.path("field").asString()).isEqualTo("orderedAt");
      assertThat(error.path("rule").asString()).isEqualTo("importers-only");
    }
    assertThat(placeAt(past, Role.IMPORTER).status()).isEqualTo(201);
    assertThat(placeAt(Instant.now().minusSeconds(30), Role.CUSTOMER).status()).isEqualTo(201);
  }

  private Reply placeAt(Instant at, Role role) {
    var body = new HashMap<>(order("tok_visa", Map.of(product("A-", "3.00", 5), 1)));
    body.put("orderedAt", at.toString());
    return post(
        "/api/orders",
        body,
        "Idempotency-Key",
        UUID.randomUUID().toString(),
        "Authorization",
        bearer("ada", role));
  }
}
