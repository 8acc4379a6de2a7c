package io.daybook.app.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.books.Web;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * The read models of this release are built from the log of 0.1.0 while customers order: before the
 * first of them is there, between its phases, and after.
 */
@Tag("long")
class UpgradeUnderOrdersIT extends UpgradedPlatform {
  private static final List<String> PROCESSORS =
      List.of(
          "order-history_g1",
          "stock_g1",
          "catalog_g1",
          "fulfilment_g1",
          "audit_g1",
          "analytics_g1");

  private final List<String> placed = new ArrayList<>();

  /** Nobody leads a building on until its lead is let go of. */
  private final List<Connection> leads = new ArrayList<>();

  @BeforeAll
  void upgrade() throws SQLException {
    for (var processor : PROCESSORS) {
      leads.add(lead(processor));
    }
    start();
  }

  private Connection lead(String processor) throws SQLException {
    var connection =
        DriverManager.getConnection(database.url(), database.user(), database.password());
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(4714, hashtext('" + processor + "'))");
    }
    return connection;
  }

  @Test
  void orders_are_taken_while_the_read_models_are_built_and_all_are_in_them() throws Exception {
    assertThat(states()).containsOnly("BUILDING LOADING");
    assertThat(post("/api/products", Map.of("sku", "NEW", "name", "New", "price", pounds())))
        .isEqualTo(201);
    assertThat(post("/api/stock/NEW/receipts", Map.of("receiptId", "new-1", "quantity", 1_000)))
        .isLessThan(300);
    order(10);
    assertThat(get("/actuator/health/readiness").path("status").asString()).isNotEqualTo("UP");
    for (var lead : leads) {
      lead.close(); // the models go through their phases one after another
      order(5);
    }
    awaitReadModels();
    order(5);
    finish();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () ->
                assertThat(
                        jdbc.queryForList(
                            "select order_id from order_history_v2.order_summary where status ="
                                + " 'PICKING'",
                            String.class))
                    .containsAll(placed));
    assertThat(placed).doesNotHaveDuplicates().hasSize(45);
    assertThat(
            jdbc.queryForObject(
                "select reserved from stock_v1.stock_level where sku = 'NEW'", Long.class))
        .isEqualTo(placed.size());
    assertReadModelsAreTheSameWhenTheyAreBuiltAnew();
  }

  private List<String> states() {
    return jdbc.queryForList(
        "select state || ' ' || phase from projection.generation where number = 1", String.class);
  }

  private void order(int number) {
    for (int i = 0; i < number; i++) {
      var answer =
          Web.postWithKey(
              url("/api/orders"),
              Map.of(
                  "customerId",
                  "grace",
                  "lines",
                  List.of(Map.of("sku", "NEW", "quantity", 1)),
                  "deliveryAddress",
                  Map.of(
                      "recipient",
                      "Grace",
                      "street",
                      "1 Navy Yard",
                      "city",
                      "London",
                      "postalCode",
                      "SW1Y",
                      "country",
                      "GB"),
                  "paymentToken",
                  "tok_visa"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      placed.add(JsonMapper.shared().readTree(answer.body()).path("orderId").asString());
    }
  }

  private static Map<String, String> pounds() {
    return Map.of("amount", "3.00", "currency", "GBP");
  }
}
