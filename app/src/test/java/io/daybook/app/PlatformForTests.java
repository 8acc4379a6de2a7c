package io.daybook.app;

import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.testing.PostgresForTests;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole platform on a random port and a database of its own, and what tests ask of it again and
 * again.
 */
@SpringBootTest(
    classes = Daybook.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "daybook.database=external",
      "daybook.demo=false",
      "daybook.fulfilment.stage-deadline=10s",
      "daybook.fulfilment.sweep-every=200ms",
      "daybook.outside-world.sandbox-port=0",
      "daybook.outside.look-every=50ms",
      "daybook.outside.payment.attempts=4",
      "daybook.outside.payment.first-pause=20ms",
      "daybook.outside.payment.break-at=100",
      "daybook.outside.payment.settle=50ms",
      "daybook.outside.carrier.attempts=4",
      "daybook.outside.carrier.first-pause=20ms",
      "daybook.outside-world.sandbox-file="
    })
@ExtendWith(PoolsAtRest.class)
public abstract class PlatformForTests extends DoorOfTests {
  @Autowired protected JdbcTemplate jdbc;

  /** Every context has a database of its own; classes that share a context share it. */
  @DynamicPropertySource
  protected static void database(DynamicPropertyRegistry registry) {
    var database = PostgresForTests.newDatabase();
    registry.add("spring.datasource.url", database::url);
    registry.add("spring.datasource.username", database::user);
    registry.add("spring.datasource.password", database::password);
  }

  @Autowired
  protected void closeBeforePostgres(ConfigurableApplicationContext context) {
    PostgresForTests.closeFirst(context);
  }

  /** A SKU that no other test knows, listed at a price, with stock. */
  protected String product(String prefix, String price, int units) {
    var sku = prefix + UUID.randomUUID().toString().substring(0, 8);
    var listed =
        post("/api/products", Map.of("sku", sku, "name", "Thing " + sku, "price", pounds(price)));
    if (listed.status() != 201) {
      throw new AssertionError(listed.toString());
    }
    if (units > 0) {
      post("/api/stock/" + sku + "/receipts", Map.of("receiptId", "r1", "quantity", units));
    }
    return sku;
  }

  protected Map<String, Object> order(String token, Map<String, Integer> units) {
    var lines =
        units.entrySet().stream()
            .map(unit -> Map.of("sku", unit.getKey(), "quantity", unit.getValue()))
            .toList();
    return Map.of(
        "customerId",
        "ada",
        "lines",
        lines,
        "deliveryAddress",
        Map.of(
            "recipient", "Ada",
            "street", "12 St James Square",
            "city", "London",
            "postalCode", "SW1Y",
            "country", "GB"),
        "paymentToken",
        token);
  }

  protected String place(String token, Map<String, Integer> units) {
    var reply =
        post(
            "/api/orders",
            order(token, units),
            "Idempotency-Key",
            UUID.randomUUID().toString(),
            "Authorization",
            bearer("ada"));
    if (reply.status() != 201) {
      throw new AssertionError(reply.toString());
    }
    return reply.body().path("orderId").asString();
  }

  protected void cancel(String order) {
    post("/api/orders/" + order + "/cancellation", Map.of("reason", "changed my mind"));
  }

  protected String status(String order) {
    return query("{order(id: \"" + order + "\") {status}}")
        .path("order")
        .path("status")
        .asString("");
  }

  protected void awaitStatus(String order, String status) {
    await()
        .atMost(Duration.ofSeconds(60))
        .alias(order + " becomes " + status)
        .until(() -> status(order), status::equals);
  }

  /** What a test has seen in the log, the read models that it asks know of too. */
  @Override
  protected OptionalLong position() {
    return OptionalLong.of(
        jdbc.queryForObject(
            "select coalesce(max(position), 0) from event_log.domain_event", Long.class));
  }

  /** What the log alone says was captured and not refunded for an order. */
  protected BigDecimal moneyKept(String order) {
    return jdbc.queryForObject(
        """
        select coalesce(sum(case when payload_type like '%.PaymentCaptured' then 1 else -1 end
                            * (payload -> 'amount' ->> 'amount')::numeric), 0)
          from event_log.domain_event
         where stream = ? and payload_type ~ '\\.(PaymentCaptured|PaymentRefunded)$'
        """,
        BigDecimal.class, order.replace("order-", "payment-"));
  }

  /** What the log alone says is reserved of a SKU. */
  protected long reserved(String sku) {
    return jdbc.queryForObject(
        """
        select coalesce(sum(case when payload_type like '%.StockReserved' then 1 else -1 end
                            * (payload ->> 'quantity')::int), 0)
          from event_log.domain_event
         where stream = ? and payload_type ~ '\\.(StockReserved|StockReleased|StockCommitted)$'
        """,
        Long.class, "stock-" + sku);
  }

  /** Makes a read model anew, and comes back when queries read the new generation. */
  protected void rebuild(String model) {
    var path = "/api/operations/projections/" + model;
    var begun = post(path + "/rebuild", Map.of());
    if (begun.status() != 202) {
      throw new AssertionError(begun.toString());
    }
    var before = begun.body().path("generation").asInt();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> send("GET", path, "").body().path("generation").asInt() > before);
  }

  /** The table of the live generation behind a view. */
  protected String tableBehind(String view) {
    return jdbc.queryForObject(
        """
        select distinct table_schema || '.' || table_name from information_schema.view_table_usage
         where view_schema || '.' || view_name = ?
        """,
        String.class,
        view);
  }

  /** The same for the same rows. */
  protected String fingerprint(String table) {
    return jdbc.queryForObject(
        "select coalesce(md5(string_agg(t::text, '' order by t::text)), 'empty') from "
            + table
            + " t",
        String.class);
  }

  protected static Map<String, String> pounds(String amount) {
    return Map.of("amount", amount, "currency", "GBP");
  }
}
