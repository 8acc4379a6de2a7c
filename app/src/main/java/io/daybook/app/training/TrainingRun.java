package io.daybook.app.training;

import io.daybook.importer.ShopClient;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * {@code daybook train}: a platform in a temporary directory takes some hundred orders through all
 * that may become of them, and ends. The launcher runs it once after a build, with the JVM writing
 * down what it sees. Without it the first minutes of every start are lost to the compiler.
 */
public final class TrainingRun {
  private static final int ORDERS = 800;
  private static final int CUSTOMERS = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A run that does not come to its end must not hold up the start that waits for it. */
  private static final Duration LONGEST = Duration.ofMinutes(4);

  private static final int DELIVERIES = 4;
  private static final int LINES = 250;

  private static final List<String> QUERIES =
      List.of(
          "{orders(first: 20) {edges {node {id status lines {sku quantity}}}}}",
          "{stockLevels(first: 20) {edges {node {sku available}}}}",
          "{products(first: 20) {edges {cursor node {sku name price {amount}}}}}",
          "{shopTotals {orders captured {amount}}}",
          "{fulfilmentStatistics {started confirmed parked confirmedWithinMillisP99}}");

  private static final List<String> MODELS =
      List.of("order-history", "stock", "catalog", "fulfilment");

  private final Staff staff;

  private TrainingRun(Staff staff) {
    this.staff = staff;
  }

  /**
   * Runs from the start of a platform to its end.
   *
   * @param application the class that starts it
   */
  public static void run(Class<?> application) throws IOException {
    CompletableFuture.delayedExecutor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
    var directory = Files.createTempDirectory("daybook-training");
    System.setProperty("daybook.auth.directory", directory.resolve("auth").toString());
    try (var platform = start(application, directory);
        var staff = new Staff(URI.create("http://localhost:" + port(platform)))) {
      new TrainingRun(staff).live();
    } finally {
      Scratch.delete(directory);
    }
  }

  private static ConfigurableApplicationContext start(Class<?> application, Path directory)
      throws IOException {
    return SpringApplication.run(
        application,
        "--server.port=0",
        "--daybook.embedded-database.directory=" + directory.resolve("postgres"),
        "--daybook.embedded-database.port=" + freePort(),
        "--daybook.auth.directory=" + directory.resolve("auth"),
        "--daybook.privacy.directory=" + directory,
        "--daybook.outside-world.sandbox-port=0",
        "--daybook.outside-world.sandbox-file=" + directory.resolve("sandbox.jsonl"),
        "--daybook.reconciliation.settled-after=0s",
        "--logging.level.root=warn");
  }

  /** A day in the life of the shop. */
  private void live() {
    fillShelves();
    for (var sku : List.of("TEA-EARL-GREY", "TEA-ASSAM", "MUG-BLUE", "TEAPOT-RED")) {
      staff
          .as("warehouse")
          .post(
              "/api/stock/" + sku + "/receipts",
              "",
              Map.of("receiptId", "t", "quantity", ORDERS * 4));
    }
    try (var customers = Executors.newFixedThreadPool(CUSTOMERS)) {
      IntStream.range(0, ORDERS).forEach(i -> customers.execute(() -> order(i)));
    }
    ShopClient.await(PATIENCE, this::isQuiet);
    for (var model : MODELS) {
      staff.as("operator").post("/api/operations/projections/" + model + "/rebuild", "", Map.of());
    }
    staff.as("finance").post("/api/operations/reconciliations", "", Map.of());
    staff.as("auditor").get("/api/operations/log/verification");
    ShopClient.await(PATIENCE, this::isRebuilt);
  }

  /** As an import or a merchandise system does. */
  private void fillShelves() {
    for (int delivery = 0; delivery < DELIVERIES; delivery++) {
      var products = new ArrayList<Map<String, Object>>();
      var receipts = new ArrayList<Map<String, Object>>();
      for (int i = 0; i < LINES; i++) {
        var sku = "SHELF-" + delivery + "-" + i;
        var price = Map.of("amount", "2.55", "currency", "GBP");
        products.add(Map.of("sku", sku, "name", "A thing", "price", price));
        receipts.add(Map.of("sku", sku, "receiptId", "shelf", "quantity", 10));
      }
      staff.as("clerk").post("/api/products/bulk", "", Map.of("lines", products));
      staff.as("warehouse").post("/api/stock/receipts/bulk", "", Map.of("lines", receipts));
    }
  }

  private void order(int number) {
    var id = place(number);
    if (id == null) {
      return;
    }
    look(id);
    var shipment = "/api/shipments/" + id.replace("order-", "shipment-");
    if (number % 10 == 0) {
      staff
          .as("clerk")
          .post("/api/orders/" + id + "/cancellation", "", Map.of("reason", "changed my mind"));
    } else if (number % 3 == 0 && isPicked(id)) {
      staff.as("warehouse").post(shipment + "/dispatch", "", Map.of());
      staff.as("warehouse").post(shipment + "/delivery", "", Map.of());
      ShopClient.await(PATIENCE, () -> status(id).equals("DELIVERED"));
      var line = Map.of("sku", "TEA-EARL-GREY", "quantity", 1, "disposition", "RESTOCK");
      staff
          .as("clerk")
          .post(
              "/api/orders/" + id + "/returns", "train-" + number, Map.of("lines", List.of(line)));
    }
  }

  /** As a page of a shop, a back office and a monitor do. */
  private void look(String order) {
    var one =
        "query($id: ID!) {order(id: $id) {status version lines {sku quantity total {amount}}"
            + " payment {lastEvent captured {amount}} timeline(first: 20) {edges {node {type at}}}}"
            + " fulfilment(orderId: $id) {step phase}}";
    staff
        .as("auditor")
        .post("/graphql", "", Map.of("query", one, "variables", Map.of("id", order)));
    for (var query : QUERIES) {
      staff.as("auditor").query(query);
    }
  }

  private @Nullable String place(int number) {
    var token = number % 20 == 7 ? "tok_declined" : "tok_visa";
    var third = number % 20 == 11 ? "REFUSED-ANVIL" : "TEAPOT-RED";
    var lines =
        List.of(
            Map.of("sku", "TEA-EARL-GREY", "quantity", 2),
            Map.of("sku", "MUG-BLUE", "quantity", 1),
            Map.of("sku", third, "quantity", 1));
    var address =
        Map.of(
            "recipient",
            "Ada Lovelace",
            "street",
            "12 St James Square",
            "city",
            "London",
            "postalCode",
            "SW1Y 4JH",
            "country",
            "GB");
    var order =
        Map.of(
            "customerId",
            "customer-" + number % 50,
            "lines",
            lines,
            "deliveryAddress",
            address,
            "paymentToken",
            token);
    var answer = staff.as("importer").post("/api/orders", "train-" + number, order);
    return answer.isSuccess() ? answer.body().path("orderId").asString() : null;
  }

  private boolean isPicked(String order) {
    ShopClient.await(PATIENCE, () -> List.of("PICKING", "CANCELLED").contains(status(order)));
    return status(order).equals("PICKING");
  }

  private String status(String order) {
    return staff
        .as("auditor")
        .query("{order(id: \"%s\") {status total {amount}}}".formatted(order))
        .path("order")
        .path("status")
        .asString("");
  }

  private boolean isQuiet() {
    return staff
        .as("auditor")
        .query("{fulfilments(phase: RUNNING, first: 1) {edges {cursor}}}")
        .path("fulfilments")
        .path("edges")
        .isEmpty();
  }

  private boolean isRebuilt() {
    var models = staff.as("operator").get("/api/operations/projections");
    return models.isSuccess() && !models.body().toString().contains("BUILDING");
  }

  private static int port(ConfigurableApplicationContext platform) {
    return platform.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
