package io.daybook.app.door;

import static io.daybook.app.door.Parameter.Place.HEADER;
import static io.daybook.app.door.Parameter.Place.PATH;
import static io.daybook.app.door.Parameter.Place.QUERY;

import io.daybook.app.access.IssuerForTests;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One request of the fuzz.
 *
 * @param wrong which part of it breaks a rule, or null when none does
 */
record Asked(
    String method,
    String address,
    List<String> headers,
    String type,
    byte[] body,
    @Nullable String wrong) {
  private static final List<String> NO_JSON =
      List.of("", "null", "{", "[]", "\"x\"", "5", "1E+300000000", "{} {}", "\u0000", "{\"a\"}");

  /** Without those that mean that there is no body. */
  private static final List<String> NO_BODY = NO_JSON.subList(2, NO_JSON.size());

  /** A request without anything wrong, or with one part that is. */
  static Asked of(Endpoint endpoint, Random random) {
    var spoil = random.nextInt(10) < 7;
    var parts = new ArrayList<Parameter>(endpoint.parameters());
    var spoiled =
        spoil && !parts.isEmpty() && (endpoint.body() == null || random.nextInt(4) == 0)
            ? Shape.pick(parts, random)
            : null;
    var wrong = spoiled == null ? null : spoiled.name();
    var address = endpoint.pattern();
    var query = new ArrayList<String>();
    var accept = address.startsWith("/api") ? accept(random) : "*/*";
    var headers = new ArrayList<String>(List.of("Accept", accept));
    for (var part : parts) {
      var bad = part == spoiled || part.fit().isEmpty();
      wrong = bad ? part.name() : wrong;
      var value = Shape.pick(bad ? part.unfit() : part.fit(), random);
      if (part.place() == PATH) {
        address = address.replace("{" + part.name() + "}", encoded(value));
      } else if (part.place() == QUERY && (bad || random.nextBoolean() || isNeeded(part))) {
        query.add(part.name() + "=" + encoded(value));
      } else if (part.place() == HEADER) {
        headers.addAll(List.of(part.name(), value));
      }
    }
    if (!query.isEmpty()) {
      address += "?" + String.join("&", query);
    }
    var shape = endpoint.body();
    if (shape == null) {
      var any = endpoint.method().equals("POST") ? Shape.pick(NO_JSON, random) : "";
      return new Asked(endpoint.method(), address, headers, json(), bytes(any), wrong);
    }
    if (!spoil || wrong != null) {
      var body = bytes(shape.good(random));
      return new Asked(endpoint.method(), address, headers, json(), body, wrong);
    }
    return spoiledBody(endpoint, address, headers, random);
  }

  private static Asked spoiledBody(
      Endpoint endpoint, String address, List<String> headers, Random random) {
    var shape = endpoint.body();
    var good = shape.good(random);
    var method = endpoint.method();
    return switch (random.nextInt(12)) {
      case 0 -> {
        var text = bytes(Shape.pick(endpoint.mayBeEmpty() ? NO_BODY : NO_JSON, random));
        yield new Asked(method, address, headers, json(), text, "json");
      }
      case 1 -> new Asked(method, address, headers, json(), bytes(good + "x"), "trailing text");
      case 2 -> {
        var type = Shape.pick(List.of("text/plain", "multipart/form-data", "x/y", "a"), random);
        yield new Asked(method, address, headers, type, bytes(good), "type");
      }
      case 3 -> {
        var half = bytes(good.substring(0, good.length() - 1));
        yield new Asked(method, address, headers, json(), half, "truncated");
      }
      case 4 -> {
        var body = bytes(good);
        body[random.nextInt(body.length)] = (byte) 0xFF;
        yield new Asked(method, address, headers, json(), body, "no UTF-8");
      }
      default -> new Asked(method, address, headers, json(), bytes(shape.bad(random)), "a field");
    };
  }

  HttpRequest at(int port) {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + address))
            .header("Content-Type", type)
            .header("Authorization", IssuerForTests.bearerFor(address, ""))
            .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request.build();
  }

  /** The body, as far as it is text. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    var text = new String(body, StandardCharsets.UTF_8);
    return "%s %s %s %s %s\nwrong: %s"
        .formatted(
            method,
            address,
            headers,
            type,
            text.substring(0, Math.min(1500, text.length())),
            wrong);
  }

  private static boolean isNeeded(Parameter part) {
    return part.name().equals("reason");
  }

  private static String accept(Random random) {
    return Shape.pick(List.of("*/*", "application/json", "text/html", "image/png"), random);
  }

  private static String json() {
    return "application/json";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
