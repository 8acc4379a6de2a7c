package io.daybook.app.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** From the rules of a request to the tables: what the door accepts, every read model can hold. */
class WhatIsAcceptedIsHeldIT extends DoorForTests {
  private static final int ORDERS = 150;
  private static final String MAX = "999999999999.99";

  @Test
  void orders_at_the_bounds_of_their_rules_are_in_every_read_model() throws Exception {
    var random = new Random(22);
    openShop(random);
    var contract = contract();
    var place = contract.find("POST", "/api/orders").orElseThrow();
    var requests = new Requests(contract, known(List.of()), random);
    var accepted = new ArrayList<String>();
    for (int n = 0; n < ORDERS; n++) {
      var body = requests.fitBody(place);
      var answer = post("/api/orders", body, "Idempotency-Key", "held-" + n);
      assertThat(answer.status()).as(body + answer).isIn(201, 422);
      if (answer.status() == 201) {
        accepted.add(answer.json().path("orderId").asString());
      }
    }
    assertThat(accepted).hasSizeGreaterThan(ORDERS / 4);
    assertAllIsHeld();
    for (var order : accepted) {
      assertThat(rows("order_history_v2.order_summary", order)).isEqualTo(1);
      assertThat(rows("order_history_v2.order_line", order)).isPositive();
      assertThat(rows("order_history_v2.timeline", order)).isPositive();
      assertThat(rows("fulfilment_v2.fulfilment_progress", order)).isEqualTo(1);
    }
  }

  @Test
  void a_total_that_no_table_has_room_for_is_refused() throws Exception {
    var product = "{\"sku\":\"%s\",\"name\":\"n\",\"price\":%s}";
    post("/api/products", product.formatted("DEAR", pounds(MAX)));
    assertThat(order("DEAR", 1, "dear-1").status()).isIn(201, 422);
    for (int quantity : new int[] {2, 100_000}) {
      var refused = order("DEAR", quantity, "dear-" + quantity);
      assertThat(refused.status()).isEqualTo(422);
      assertThat(refused.json().path("rule").asString()).isEqualTo("total-in-range");
    }
    assertAllIsHeld();
  }

  @Test
  void more_stock_than_can_be_counted_is_refused() throws Exception {
    var receipt = "{\"receiptId\":\"%s\",\"quantity\":%s}";
    var most = "1000000000";
    assertThat(post("/api/stock/FULL/receipts", receipt.formatted("a", most)).status())
        .isEqualTo(204);
    assertThat(post("/api/stock/FULL/receipts", receipt.formatted("b", most)).status())
        .isEqualTo(409);
    assertThat(post("/api/stock/FULL/receipts", receipt.formatted("c", "2147483647")).status())
        .isEqualTo(400);
    assertAllIsHeld();
  }

  @Test
  void an_order_of_the_year_300000_or_of_tomorrow_is_refused() throws Exception {
    openShop(new Random(1));
    for (var at : new String[] {"+300000-01-01T00:00:00Z", "9999-12-31T23:59:59Z"}) {
      var body = body(SKUS.getFirst(), 1, ",\"orderedAt\":\"" + at + "\"");
      var refused = post("/api/orders", body, "Idempotency-Key", "ahead");
      assertThat(refused.status()).isEqualTo(400);
      assertThat(refused.json().path("errors").path(0).path("field").asString())
          .isEqualTo("orderedAt");
    }
  }

  private Answer order(String sku, int quantity, String key) throws Exception {
    return post("/api/orders", body(sku, quantity, ""), "Idempotency-Key", key);
  }

  private static String body(String sku, int quantity, String more) {
    return """
    {"customerId": "ada", "lines": [{"sku": "%s", "quantity": %d}], "paymentToken": "tok_visa",
     "deliveryAddress": {"recipient": "Ada", "street": "1 Way", "city": "London",
       "postalCode": "SW1Y", "country": "GB"}%s}
    """
        .formatted(sku, quantity, more);
  }

  private long rows(String table, String order) {
    return jdbc.queryForObject(
        "select count(*) from " + table + " where order_id = ?", Long.class, order);
  }
}
