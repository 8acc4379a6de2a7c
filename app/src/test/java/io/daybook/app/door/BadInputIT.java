package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.PlatformForTests;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Bad input gets a problem document that names the field and the rule, and leaves the log as it
 * was.
 */
class BadInputIT extends PlatformForTests {

  @Test
  void an_order_without_a_key_is_refused() {
    var reply = post("/api/orders", order("tok_visa", Map.of("X", 1)));
    assertInvalid(reply, "Idempotency-Key");
  }

  @Test
  void an_unknown_field_is_named() {
    var body = new HashMap<>(order("tok_visa", Map.of("X", 1)));
    body.put("discount", 10);
    assertInvalid(post("/api/orders", body, "Idempotency-Key", "k"), "discount");
  }

  @Test
  void a_negative_quantity_is_named_by_its_path() {
    var reply = post("/api/orders", order("tok_visa", Map.of("X", -1)), "Idempotency-Key", "k");
    assertInvalid(reply, "lines[0].quantity");
  }

  @Test
  void a_malformed_sku_and_a_malformed_amount_are_named() {
    var price = Map.of("amount", "1.005", "currency", "GBP");
    var body = Map.of("sku", "OK-1", "name", "n", "price", price);
    assertThat(post("/api/products", body).status()).isEqualTo(400);
    var bad = Map.of("sku", "no spaces", "name", "n", "price", pounds("1.00"));
    assertInvalid(post("/api/products", bad), "sku");
  }

  @Test
  void another_currency_than_the_products_is_refused() {
    var sku = product("A-", "3.00", 0);
    var dollars = Map.of("price", Map.of("amount", "3.00", "currency", "USD"));
    var reply = put("/api/products/" + sku + "/price", dollars);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.body().path("rule").asString()).isEqualTo("one-currency-per-product");
  }

  @Test
  void a_product_that_is_not_for_sale_cannot_be_ordered() {
    var sku = product("A-", "3.00", 5);
    post("/api/products/" + sku + "/discontinuation", Map.of("reason", "no demand"));
    var reply = post("/api/orders", order("tok_visa", Map.of(sku, 1)), "Idempotency-Key", "gone");
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body().path("detail").asString()).contains(sku);
  }

  @Test
  void an_order_is_refused_when_the_price_has_moved() {
    var sku = product("A-", "3.00", 5);
    var body = new HashMap<>(order("tok_visa", Map.of(sku, 1)));
    body.put("expectedTotal", pounds("2.50"));
    var reply = post("/api/orders", body, "Idempotency-Key", "moved-" + sku);
    assertThat(reply.status()).isEqualTo(422);
    assertThat(reply.body().path("rule").asString()).isEqualTo("price-has-moved");
    assertThat(reply.body().path("detail").asString()).contains("3.00");
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void what_does_not_exist_is_not_found_and_fills_no_log(CapturedOutput said) {
    var order = "order-00000000-0000-0000-0000-000000000000";
    var reply = post("/api/orders/" + order + "/cancellation", Map.of("reason", "r"));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(said.getAll()).doesNotContain("AggregateNotFoundException");
    assertThat(post("/api/orders/nonsense/cancellation", Map.of("reason", "r")).status())
        .isEqualTo(400);
  }

  @Test
  void text_that_postgresql_cannot_hold_is_named() {
    var nul = Map.of("sku", "OK-1", "name", "a\0b", "price", pounds("1.00"));
    assertInvalid(post("/api/products", nul), "name");
    var query = Map.of("query", "{orders(customerId: \"a\\u0000b\") {edges {cursor}}}");
    assertThat(post("/graphql", query).body().path("errors").toString()).contains("BAD_REQUEST");
  }

  @Test
  void a_huge_body_is_refused_before_it_is_read() {
    var reply = send("POST", "/api/products", "{\"name\":\"" + "x".repeat(1 << 21) + "\"}");
    assertThat(reply.status()).isEqualTo(413);
  }

  @Test
  void malformed_json_and_other_media_are_refused() {
    assertThat(send("POST", "/api/products", "{").status()).isEqualTo(400);
    assertThat(send("POST", "/api/products", "{}", "Content-Type", "text/plain").status())
        .isIn(400, 415);
  }

  @Test
  void stock_is_never_counted_below_what_is_promised() {
    var sku = product("A-", "3.00", 5);
    awaitStatus(place("tok_visa", Map.of(sku, 4)), "PICKING");
    var count = Map.of("countedOnHand", 3, "reason", "count");
    var reply = post("/api/stock/" + sku + "/adjustments", count);
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.body().path("rule").asString()).isEqualTo("count-covers-reservations");
  }

  @Test
  void a_page_that_is_too_large_and_a_foreign_cursor_are_bad_requests() {
    var cursor = post("/graphql", Map.of("query", "{orders(after: \"bm9uc2U\") {edges {cursor}}}"));
    assertThat(cursor.body().path("errors").toString()).contains("BAD_CURSOR");
    for (var arguments : List.of("first: 101", "first: 0", "first: 1, last: 1")) {
      var reply = post("/graphql", Map.of("query", "{orders(" + arguments + ") {edges {cursor}}}"));
      assertThat(reply.body().path("errors").toString()).contains("BAD_REQUEST");
    }
  }

  @Test
  void every_graphql_error_has_a_code_and_an_unusable_id_a_sentence() {
    for (var bad : List.of("{nonsense}", "{order(id: \"nonsense\") {status}}", "{order(id: }")) {
      var reply = post("/graphql", Map.of("query", bad));
      var error = reply.body().path("errors").path(0);
      assertThat(error.path("extensions").path("code").asString()).as(bad).isEqualTo("BAD_REQUEST");
      assertThat(error.path("message").asString()).isNotBlank();
    }
  }

  private static void assertInvalid(Reply reply, String field) {
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body().path("type").asString()).startsWith("/problems/");
    assertThat(reply.body().path("errors").path(0).path("field").asString()).isEqualTo(field);
    assertThat(reply.body().toString()).doesNotContain("\tat ");
  }
}
