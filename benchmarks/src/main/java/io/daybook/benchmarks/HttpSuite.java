package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.eventstore.MetadataKeys;
import io.daybook.schema.catalog.ListProduct;
import io.daybook.schema.catalog.ProductId;
import io.daybook.schema.catalog.Sku;
import io.daybook.schema.order.CustomerId;
import io.daybook.schema.order.PaymentToken;
import io.daybook.web.access.Allowed;
import io.daybook.web.access.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** What an order over HTTP costs: against storing nothing, and against the command alone. */
final class HttpSuite implements Suite {
  private static final int CONNECTIONS = 32;

  private final Benchmarks benchmarks;

  HttpSuite(Benchmarks benchmarks) {
    this.benchmarks = benchmarks;
  }

  /** Reads and checks what an order has, answers as if it were placed, and stores nothing. */
  @RestController
  static class StoringNothing {

    record Order(
        @NotNull CustomerId customerId,
        @NotEmpty @Size(max = 1_000) List<@Valid @NotNull Line> lines,
        @NotNull @Valid Address deliveryAddress,
        @NotNull PaymentToken paymentToken,
        @Nullable Money expectedTotal) {}

    record Line(@NotNull Sku sku, @Min(1) @Max(100_000) int quantity) {}

    record Address(
        @NotBlank @Size(max = 200) String recipient,
        @NotBlank @Size(max = 200) String street,
        @NotBlank @Size(max = 200) String city,
        @NotBlank @Size(max = 20) String postalCode,
        @NotNull @Size(min = 2, max = 2) String country) {}

    @Allowed(Role.IMPORTER)
    @PostMapping("/benchmarks/nothing")
    ResponseEntity<Map<String, Object>> nothing(
        @RequestHeader("Idempotency-Key") String key, @Valid @RequestBody Order body) {
      return ResponseEntity.created(URI.create("/benchmarks/nothing/" + key))
          .body(Map.of("orderId", key, "total", Map.of("amount", "15.30", "currency", "GBP")));
    }
  }

  @Override
  public void run() throws Exception {
    benchmarks.report().heading("POST /api/orders, the role command alone");
    try (var server = new Server();
        var platform = start(server, "");
        var unguarded = start(server, WithoutSecurity.EXCLUDED, WithoutSecurity.class)) {
      var commands = Sender.in(platform);
      var lines = SampleOrders.place().lines();
      for (var shop : List.of(commands, Sender.in(unguarded))) {
        for (var line : lines) {
          shop.sendAndWait(
              new ListProduct(new ProductId(line.sku()), "" + line.sku(), line.unitPrice()));
        }
      }
      var port = portOf(platform);
      var body =
          Baskets.json(
              lines.stream()
                  .map(line -> new Baskets.Line(line.sku().value(), line.quantity()))
                  .toList());
      try (var nothing = new KeptConnections(port, "/benchmarks/nothing", "importer");
          var orders = new KeptConnections(port, "/api/orders", "importer");
          var open = new KeptConnections(portOf(unguarded), "/api/orders", "")) {
        var contenders =
            List.of(
                new Contender("storing nothing", CONNECTIONS, () -> nothing.post(key(), body)),
                new Contender("PlaceOrder", CONNECTIONS, () -> place(commands)),
                new Contender("POST /api/orders", CONNECTIONS, () -> orders.post(key(), body)),
                new Contender(
                    "POST /api/orders without security",
                    CONNECTIONS,
                    () -> open.post(key(), body)));
        for (var one : contenders) { // a server of HTTP is a lot of code
          benchmarks.report().begin("warming up: " + one.name());
          var warmUp = Duration.ofSeconds(benchmarks.isQuick() ? 10 : 30);
          var unused = Load.run(CONNECTIONS, Duration.ZERO, warmUp, one.operation());
        }
        var results = benchmarks.interleaved(contenders);
        benchmarks.add("http", results.get(0), null, null, null);
        benchmarks.add("http", results.get(1), null, null, null);
        benchmarks.add("http", results.get(2), results.get(0), "storing nothing", 0.6);
        benchmarks.add("http", results.get(2), results.get(1), "PlaceOrder", null);
        benchmarks.add("http", results.get(2), results.get(3), "without security", 0.9);
      }
    }
  }

  private static int portOf(ConfigurableApplicationContext platform) {
    return Integer.parseInt(platform.getEnvironment().getRequiredProperty("local.server.port"));
  }

  private static ConfigurableApplicationContext start(
      Server server, String excluded, Class<?>... more) throws SQLException {
    var settings =
        new ArrayList<>(
            List.of(
                "--daybook.roles=command",
                "--server.port=0",
                "--daybook.database=external",
                "--daybook.demo=false",
                "--daybook.log.seal-every=1h",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(server.newDatabase()),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password="));
    if (!excluded.isEmpty()) {
      settings.add("--spring.autoconfigure.exclude=" + excluded);
    }
    return new SpringApplicationBuilder(Daybook.class)
        .sources(StoringNothing.class)
        .sources(more)
        .run(settings.toArray(String[]::new));
  }

  private static void place(CommandGateway commands) {
    commands.sendAndWait(
        new GenericCommandMessage<>(
            SampleOrders.place(), Map.of(MetadataKeys.PRESUMED_NEW, "true")));
  }

  private static String key() {
    return new UUID(System.nanoTime(), Thread.currentThread().threadId()).toString();
  }
}
