package io.daybook.samples.integrator;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Places one order and tells what becomes of it.
 *
 * <p>Usage: {@code Integrator BASE [TOKEN-ENDPOINT CLIENT SECRET]}.
 */
public final class Integrator {
  private static final String ORDER =
      """
      {"customerId": "%s", "lines": [{"sku": "TEA-EARL-GREY", "quantity": 2}],
       "deliveryAddress": {"recipient": "Ada Lovelace", "street": "12 St James Square", "city": "London",
                           "postalCode": "SW1Y 4JH", "country": "GB"},
       "paymentToken": "tok_visa"}
      """;

  private Integrator() {}

  /** Runs it against the demo catalogue. */
  public static void main(String[] arguments) {
    try (var http = HttpClient.newHttpClient()) {
      Supplier<Optional<String>> token =
          arguments.length < 4
              ? Optional::empty
              : new Tokens(
                  http,
                  URI.create(arguments[1]),
                  arguments[2],
                  arguments[3],
                  "customer",
                  Clock.systemUTC());
      var shop = new Shop(http, URI.create(arguments[0]), token);
      var customer = arguments.length < 4 ? "ada" : arguments[2];
      var placed = shop.place(UUID.randomUUID().toString(), ORDER.formatted(customer));
      System.out.println("Placed " + placed.orderId());
      System.out.println(shop.awaitConfirmed(placed) ? "Confirmed" : "Cancelled");
      shop.history(placed).forEach(event -> System.out.println(event.at() + " " + event.type()));
    }
  }
}
