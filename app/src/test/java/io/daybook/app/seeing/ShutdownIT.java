package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.Daybook;
import io.daybook.app.SettingsForTests;
import io.daybook.app.access.IssuerForTests;
import io.daybook.app.books.Web;
import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.json.JsonMapper;

/** A platform that is stopped in order while orders come in finishes what it took, and no more. */
class ShutdownIT {
  private static final int CUSTOMERS = 16;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** As docs/operations.md states it. */
  private static final Duration AT_MOST = Duration.ofSeconds(40);

  @TempDir Path directory;

  private final PostgresForTests.Database database = PostgresForTests.newDatabase();
  private final JdbcTemplate jdbc =
      new JdbcTemplate(
          new DriverManagerDataSource(database.url(), database.user(), database.password()));
  private final Set<String> taken = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> refused = new ConcurrentLinkedQueue<>();

  @Test
  void what_was_taken_is_answered_and_nothing_is_held_afterwards() throws InterruptedException {
    var settings = SettingsForTests.on(database, directory.resolve("sandbox.jsonl"));
    var platform = new SpringApplicationBuilder(Daybook.class).run(settings.toArray(String[]::new));
    var port = platform.getEnvironment().getProperty("local.server.port", Integer.class, 0);
    list(port);
    var customers = new ArrayList<Thread>();
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.add(Thread.ofPlatform().start(() -> orderUntilRefused(port)));
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> taken.size() > 200);
    var took = close(platform);
    for (var customer : customers) {
      customer.join();
    }
    assertThat(took).isLessThan(AT_MOST);
    assertThat(refused).allMatch(why -> why.equals("503") || why.startsWith("not connected"));
    assertThat(ordersInTheLog())
        .as("what is in the log was answered, and what was answered is in the log")
        .containsExactlyInAnyOrderElementsOf(taken);
    assertThat(
            jdbc.queryForList(
                "select processor_name from event_log.token_entry where owner is not null",
                String.class))
        .isEmpty();
    assertThat(
            jdbc.queryForObject(
                "select count(*) from outside.call where done_at is null and held_until > now()",
                Integer.class))
        .as("no call is under way in a process that is gone")
        .isZero();
  }

  private static Duration close(ConfigurableApplicationContext platform) {
    var begun = System.nanoTime();
    platform.close();
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private void list(int port) {
    var products = URI.create("http://localhost:" + port + "/api/products");
    var listed = Web.post(products, Map.of("sku", "STOP", "name", "A thing", "price", money()));
    assertThat(listed.statusCode()).isEqualTo(201);
  }

  private static Map<String, String> money() {
    return Map.of("amount", "5.00", "currency", "GBP");
  }

  private List<String> ordersInTheLog() {
    return jdbc.queryForList(
        "select stream from event_log.domain_event where payload_type like '%.OrderPlaced'",
        String.class);
  }

  /** On a connection that stays open, as those of a gateway do. */
  private void orderUntilRefused(int port) {
    try (var http = HttpClient.newHttpClient()) {
      while (isTaken(http, port)) {
        // the next one
      }
    }
  }

  private boolean isTaken(HttpClient http, int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/orders"))
            .header("Content-Type", "application/json")
            .header("Authorization", IssuerForTests.bearer("ada"))
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(order())))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 201) {
        taken.add(JSON.readTree(answer.body()).path("orderId").asString());
        return true;
      }
      refused.add(answer.statusCode() == 503 ? "503" : answer.statusCode() + " " + answer.body());
    } catch (IOException | InterruptedException gone) {
      refused.add("not connected: " + gone);
    }
    return false;
  }

  private static Map<String, Object> order() {
    return Map.of(
        "customerId",
        "ada",
        "lines",
        List.of(Map.of("sku", "STOP", "quantity", 1)),
        "deliveryAddress",
        Map.of(
            "recipient", "Ada",
            "street", "12 St James Square",
            "city", "London",
            "postalCode", "SW1Y",
            "country", "GB"),
        "paymentToken",
        "tok_visa");
  }
}
