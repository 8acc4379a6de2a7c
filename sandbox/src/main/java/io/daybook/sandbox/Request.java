package io.daybook.sandbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the sandbox is asked.
 *
 * @param key the {@code Idempotency-Key}, or null when there is none
 * @param type the body's media type, empty when there is none
 * @param origin of the page in a browser that asks, or null when no page does
 */
record Request(
    String method,
    String path,
    Map<String, String> query,
    String body,
    @Nullable String key,
    String type,
    @Nullable String origin) {
  private static final int LARGEST_BODY = 1 << 20;

  static Request of(HttpExchange exchange) throws IOException {
    var body =
        new String(exchange.getRequestBody().readNBytes(LARGEST_BODY), StandardCharsets.UTF_8);
    var uri = exchange.getRequestURI();
    return new Request(
        exchange.getRequestMethod(),
        uri.getPath(),
        parameters(Objects.requireNonNullElse(uri.getRawQuery(), "")),
        body,
        exchange.getRequestHeaders().getFirst("Idempotency-Key"),
        Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Content-Type"), ""),
        exchange.getRequestHeaders().getFirst("Origin"));
  }

  Map<String, String> form() {
    return parameters(body);
  }

  JsonNode json() {
    return JsonMapper.shared().readTree(body);
  }

  /** Path and body as people would write them: what a fault's text is looked for in. */
  String text() {
    return URLDecoder.decode(path + " " + body, StandardCharsets.UTF_8);
  }

  /** The name by which faults are planned. */
  String operation() {
    var get = method.equals("GET");
    if (path.equals("/v1/payment_intents")) {
      return get ? "payments.list" : "payments.create";
    } else if (path.startsWith("/v1/payment_intents/")) {
      return get ? "payments.retrieve" : "payments." + path.substring(path.lastIndexOf('/') + 1);
    } else if (path.equals("/v1/refunds")) {
      return get ? "payments.refunds" : "payments.refund";
    } else if (path.startsWith("/v1/refunds/")) {
      return "payments.retrieve-refund";
    } else if (path.startsWith("/carrier/bookings/")) {
      return switch (method) {
        case "PUT" -> "carrier.book";
        case "DELETE" -> "carrier.cancel";
        default -> "carrier.track";
      };
    }
    return switch (path) {
      case "/carrier/bookings" -> "carrier.list";
      case "/carrier/openapi.yaml" -> "carrier.openapi";
      default -> "sandbox" + path;
    };
  }

  private static Map<String, String> parameters(String encoded) {
    var parameters = new HashMap<String, String>();
    for (var pair : encoded.split("&", -1)) {
      var at = pair.indexOf('=');
      if (at > 0) {
        parameters.put(
            URLDecoder.decode(pair.substring(0, at), StandardCharsets.UTF_8),
            URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }
}
