package io.daybook.lab.platform;

import io.daybook.importer.ClientTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Who asks the platform over HTTP, each with a token of an account. */
final class People implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, ClientTokens> tokens = new ConcurrentHashMap<>();
  private final Path accounts;

  /** Have the accounts of an issuer, in the directory that it keeps. */
  People(Path accounts) {
    this.accounts = accounts;
  }

  HttpResponse<String> send(
      URI url, String method, String account, Object body, Map<String, String> headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(url)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .method(
                method,
                method.equals("GET")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    headers.forEach(request::header);
    return http.send(
        tokens
            .computeIfAbsent(account, name -> ClientTokens.of(name, accounts))
            .addTo(request)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** What an order of one piece says. */
  static Object order(String sku, String customer, String paymentToken) {
    return Map.of(
        "customerId",
        customer,
        "lines",
        List.of(Map.of("sku", sku, "quantity", 1)),
        "deliveryAddress",
        Map.of(
            "recipient", "Ada",
            "street", "12 St James Square",
            "city", "London",
            "postalCode", "SW1Y",
            "country", "GB"),
        "paymentToken",
        paymentToken);
  }

  /** What is said of a new product. */
  static Object product(String sku) {
    return Map.of(
        "sku", sku, "name", "A thing", "price", Map.of("currency", "GBP", "amount", "42.00"));
  }

  /** The id of the order that was placed. */
  static String orderOf(String answer) {
    return JSON.readTree(answer).path("orderId").asString();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
