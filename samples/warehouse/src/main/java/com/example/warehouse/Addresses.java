package com.example.warehouse;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks Daybook where a parcel goes, when its label is printed and no earlier. Names and addresses
 * are in no message and in no table here: Kafka cannot forget, and whoever erases a customer should
 * not have to search this warehouse.
 */
final class Addresses {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String QUESTION =
      """
      query($id: ID!) {order(id: $id) {status deliveryAddress {recipient street postalCode city country}}}
      """;

  private final HttpClient http;
  private final URI graphql;
  private final Supplier<String> token;

  Addresses(HttpClient http, URI daybook, Supplier<String> token) {
    this.http = http;
    this.graphql = daybook.resolve("/graphql");
    this.token = token;
  }

  /**
   * The lines of a label; empty when the parcel must not leave now, because Daybook does not know
   * it as one that is being picked.
   *
   * @throws IOException when there is no answer
   */
  Optional<List<String>> labelOf(String orderId) throws IOException, InterruptedException {
    var body = Map.of("query", QUESTION, "variables", Map.of("id", orderId));
    var request =
        HttpRequest.newBuilder(graphql)
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token.get())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    var answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("Daybook answers " + answer.statusCode());
    }
    var json = JSON.readTree(answer.body());
    if (json.has("errors")) {
      throw new IOException("Daybook answers " + json.path("errors").findValuesAsString("code"));
    }
    var order = json.path("data").path("order");
    return order.path("status").stringValue("").equals("PICKING")
        ? Optional.of(lines(order.path("deliveryAddress")))
        : Optional.empty();
  }

  private static List<String> lines(JsonNode address) {
    return List.of(
        address.path("recipient").asString(),
        address.path("street").asString(),
        address.path("postalCode").asString() + " " + address.path("city").asString(),
        address.path("country").asString());
  }
}
