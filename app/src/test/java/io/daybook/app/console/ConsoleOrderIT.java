package io.daybook.app.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.web.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An order on a page: now, and at each moment of its past. */
class ConsoleOrderIT extends ConsoleOrderForTests {

  @Test
  void a_page_of_the_past_shows_what_was_true_then_and_what_the_step_changed() {
    var order = picked("CON-A-");
    var clerk = Visitor.signedIn(port, "clerk-1", Role.CLERK);
    var moments = moments(order);
    var then = clerk.page("/console/orders/" + order + "?at=" + moments.get("PaymentAuthorized"));
    assertThat(then)
        .contains("This is how the order was then")
        .contains("<dt>Held</dt><dd class=\"changed\">6.00 GBP</dd>")
        .contains("<dt>Taken</dt><dd>0.00 GBP</dd>")
        .contains("none yet")
        .contains(
            "class=\"done\"><span class=\"sign\" aria-hidden=\"true\">●</span> <span class=\"label\">Money held</span>")
        .contains(
            "class=\"open\"><span class=\"sign\" aria-hidden=\"true\">○</span> <span class=\"label\">Money taken</span>");
    assertThat(then).doesNotContain("Cancel the order");
    var now = clerk.page("/console/orders/" + order);
    assertThat(now).contains("<dt>Taken</dt><dd>6.00 GBP</dd>").contains("Cancel the order");
    assertThat(now).contains("<bdi>PickingStarted</bdi></ins>");
  }

  @Test
  void a_time_leads_to_the_position_that_it_was() {
    var order = picked("CON-B-");
    var clerk = Visitor.signedIn(port, "clerk-1", Role.CLERK);
    var led = clerk.get("/console/orders/" + order + "?time=" + Instant.now());
    assertThat(led.statusCode()).isEqualTo(302);
    assertThat(Visitor.location(led)).endsWith("?at=" + moments(order).get("PickingStarted"));
    assertThat(clerk.get("/console/orders/" + order + "?time=yesterday").statusCode())
        .isEqualTo(400);
    assertThat(clerk.get("/console/orders/" + order + "?time=2001-01-01T00:00").statusCode())
        .isEqualTo(404);
  }

  @Test
  void every_role_sees_what_it_may_and_nothing_else() {
    var order = picked("CON-C-");
    var path = "/console/orders/" + order;
    assertThat(Visitor.signedIn(port, "w", Role.WAREHOUSE).page(path))
        .contains("Fulfilment")
        .doesNotContain("moment-range")
        .doesNotContain("What this step changed")
        .doesNotContain("Cancel the order");
    assertThat(Visitor.signedIn(port, "f", Role.FINANCE).page(path))
        .contains("<h2 id=\"money-title\">")
        .doesNotContain("<h2 id=\"fulfilment-title\">");
    assertThat(Visitor.signedIn(port, "ada", Role.CUSTOMER).page(path))
        .contains("moment-range")
        .contains("Cancel the order")
        .doesNotContain(" by <bdi>");
    assertThat(Visitor.signedIn(port, "bob", Role.CUSTOMER).get(path).statusCode()).isEqualTo(404);
    assertThat(Visitor.signedIn(port, "o", Role.OPERATOR).page(path))
        .contains("/causes")
        .doesNotContain("Cancel the order");
    assertThat(Visitor.signedIn(port, "a", Role.AUDITOR).page(path))
        .contains("moment-range")
        .doesNotContain("method=\"post\" action=\"/console/orders");
  }

  @Test
  void hostile_texts_are_texts() {
    var sku = product("CON-I-", "3.00", 10);
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    var address = new LinkedHashMap<String, Object>();
    ((Map<?, ?>) body.get("deliveryAddress")).forEach((k, v) -> address.put("" + k, v));
    address.put("recipient", "<script>alert('\"x\"')</script>\u202Egnp.exe");
    body.put("deliveryAddress", address);
    var placed =
        post(
            "/api/orders",
            body,
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "Authorization",
            bearer("ada"));
    var order = placed.body().path("orderId").asString();
    var page = Visitor.signedIn(port, "c", Role.CLERK).page("/console/orders/" + order);
    assertThat(page)
        .doesNotContain("<script>alert")
        .contains("<bdi>&lt;script&gt;alert('\"x\"')&lt;/script&gt;\u202Egnp.exe</bdi>")
        .contains("value=\"&lt;script>alert(&#39;&#34;x&#34;&#39;)&lt;/script>");
  }

  @Test
  void a_customer_who_was_forgotten_is_shown_as_erased() {
    var customer = "forgotten-" + UUID.randomUUID();
    var body = new HashMap<>(order("tok_visa", Map.of(product("CON-J-", "3.00", 10), 1)));
    body.put("customerId", customer);
    var order =
        post("/api/orders", body, "Idempotency-Key", UUID.randomUUID().toString())
            .body()
            .path("orderId")
            .asString();
    cancel(order);
    awaitStatus(order, "CANCELLED");
    var clerk = Visitor.signedIn(port, "c", Role.CLERK);
    var path = "/console/orders/" + order;
    assertThat(clerk.page(path)).contains("12 St James Square").contains("changed my mind");
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                post(
                            "/api/privacy/erasures",
                            Map.of("customerId", customer),
                            "Authorization",
                            bearer("officer", Role.PRIVACY))
                        .status()
                    == 202);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () ->
                assertThat(clerk.page(path))
                    .contains("<bdi>erased</bdi>")
                    .doesNotContain("12 St James Square")
                    .doesNotContain("changed my mind"));
    var placed = moments(order).get("OrderPlaced");
    assertThat(clerk.page(path + "?at=" + placed)).doesNotContain("12 St James Square");
  }

  @Test
  void an_order_that_is_not_there_has_a_page_that_says_so() {
    var clerk = Visitor.signedIn(port, "c", Role.CLERK);
    for (var id : List.of("order-00000000-0000-0000-0000-000000000000", "nonsense", "order-x")) {
      var answer = clerk.get("/console/orders/" + id);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("There is no such thing").contains("<main");
    }
  }
}
