package io.daybook.app.door;

import io.daybook.app.contract.ApiContract;
import io.daybook.app.contract.Operation;
import io.daybook.app.door.Asked.Verdict;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes requests of an operation: without anything odd, or with one part that is. */
final class Requests {
  private static final String JSON = "application/json";
  private static final List<String> NO_OBJECT =
      List.of("", "null", "{", "[]", "\"x\"", "5", "1E+300000000", "{} {}", "\u0000", "{\"a\"}");
  private static final List<String> ODD_PARAMETERS =
      List.of(
          "", "  ", "'", "x".repeat(3000), "٣", "a b", "ä", "-1", "1E2", "1.5", "W/\"1\"", "\"0\"");
  private static final List<String> ODD_SIGNATURES =
      List.of("t", "t=", "t=1,v1", "t=1,v1=", "=", ",", "t=x,v1=0", "t=99999999999999999999,v1=00");
  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
  private static final Pattern OF_A_PATH =
      Pattern.compile("[ -~\u00c0-\u1fff&&[^/;%.\\\\]][ -~\u00c0-\u1fff&&[^/;%\\\\]]*");
  private static final Pattern OF_A_HEADER = Pattern.compile("[ -~\u00a0-\u00ff]*");

  private final ApiContract contract;
  private final Values values;
  private final Random random;

  Requests(ApiContract contract, Map<String, List<String>> known, Random random) {
    this.contract = contract;
    this.values = new Values(contract, known, random);
    this.random = random;
  }

  /** A body that keeps all rules. */
  String fitBody(Operation operation) {
    return values.fit(operation.body());
  }

  /** A request, and what is to be expected of it. */
  Asked of(Operation operation) {
    var spoils = random.nextInt(10) < 7;
    var hasBody = !operation.body().isMissingNode();
    var parameters = operation.parameters();
    var spoiled =
        spoils && !parameters.isEmpty() && (!hasBody || random.nextInt(4) == 0)
            ? Values.pick(parameters, random)
            : null;
    var parts = new Parts(operation);
    parameters.forEach(one -> parts.add(one, one == spoiled));
    if (!hasBody) {
      var any = operation.method().equals("POST") ? Values.pick(NO_OBJECT, random) : "";
      return parts.asked(JSON, bytes(any), spoiled == null);
    }
    return spoils && spoiled == null
        ? withOddBody(operation, parts)
        : parts.asked(JSON, bytes(fitBody(operation)), spoiled == null);
  }

  private Asked withOddBody(Operation operation, Parts parts) {
    var body = bytes(fitBody(operation));
    var half = bytes(new String(body, 0, body.length - 1, StandardCharsets.UTF_8));
    return switch (random.nextInt(12)) {
      case 0 -> parts.asked(JSON, bytes(Values.pick(NO_OBJECT, random)), false);
      case 1 -> parts.asked(JSON, bytes(new String(body, StandardCharsets.UTF_8) + "x"), false);
      case 2 -> {
        parts.forbidden = true;
        var type = List.of("text/plain", "multipart/form-data", "x/y", "a");
        yield parts.asked(Values.pick(type, random), body, false);
      }
      case 3 -> parts.asked(JSON, half, false);
      case 4 -> {
        body[random.nextInt(body.length)] = (byte) 0xFF;
        yield parts.asked(JSON, body, false);
      }
      default -> parts.asked(JSON, bytes(values.odd(operation.body())), false);
    };
  }

  /** A request while it is put together. */
  private final class Parts {
    private final Operation operation;
    private final List<String> query = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();
    private String path;
    private boolean forbidden;
    private boolean guessed;

    Parts(Operation operation) {
      this.operation = operation;
      this.path = operation.pattern();
      headers.add("Accept");
      headers.add(
          path.startsWith("/api")
              ? Values.pick(List.of("*/*", JSON, "text/html", "image/png"), random)
              : "*/*");
    }

    void add(JsonNode parameter, boolean odd) {
      var schema = parameter.path("schema");
      var required = parameter.path("required").asBoolean(false);
      var free = isFree(schema);
      if (!odd && !required && (free || random.nextBoolean())) {
        return; // nothing of a free text says what it may be
      }
      var name = parameter.path("name").asString();
      var where = parameter.path("in").asString();
      if (odd && required && !where.equals("path") && random.nextInt(6) == 0) {
        forbidden = true;
        return; // it is missing
      }
      var value = odd ? oddValue(schema, name) : fitValue(schema, name, where);
      if (where.equals("header") && !OF_A_HEADER.matcher(value).matches()) {
        value = "é";
      }
      if (where.equals("path") && !OF_A_PATH.matcher(value).matches()) {
        value = "'"; // the server itself refuses other addresses, before anybody is asked
      }
      if (value.chars().anyMatch(Character::isISOControl)) {
        value = "x";
      }
      forbidden |=
          contract.forbids(
              schema, instance(schema, where.equals("header") ? value.strip() : value));
      switch (where) {
        case "path" -> path = path.replace("{" + name + "}", encoded(value));
        case "query" -> query.add(name + "=" + encoded(value));
        default -> headers.addAll(List.of(name, value));
      }
    }

    private String fitValue(JsonNode schema, String name, String where) {
      if (name.equals("Stripe-Signature")) {
        guessed = true; // the document cannot say how it is made
        return Values.pick(ODD_SIGNATURES, random);
      }
      return isFree(schema) && where.equals("path") ? "x" : Values.raw(values.fit(schema));
    }

    private String oddValue(JsonNode schema, String name) {
      return switch (random.nextInt(name.equals("Stripe-Signature") ? 3 : 2)) {
        case 0 -> Values.pick(ODD_PARAMETERS, random);
        case 1 -> Values.raw(values.odd(schema));
        default -> Values.pick(ODD_SIGNATURES, random);
      };
    }

    Asked asked(String type, byte[] body, boolean fit) {
      var address = query.isEmpty() ? path : path + "?" + String.join("&", query);
      var verdict =
          forbidden || forbidsBody(body)
              ? Verdict.FORBIDDEN
              : fit && !guessed ? Verdict.FIT : Verdict.ODD;
      return new Asked(operation.method(), address, headers, type, body, verdict);
    }

    /** A line of a bulk request has an answer of its own. */
    private boolean forbidsBody(byte[] body) {
      var text = new String(body, StandardCharsets.UTF_8).strip();
      if (operation.body().isMissingNode()
          || (operation.mayBeEmpty() && (text.isEmpty() || text.equals("null")))) {
        return false;
      }
      return !StrictJson.isJson(body)
          || contract.forbids(operation.body(), text)
          || (!operation.pattern().endsWith("/bulk") && !StrictJson.isText(StrictJson.read(text)));
    }
  }

  /** Whether any text would do. */
  private static boolean isFree(JsonNode schema) {
    return schema.path("type").asString("").equals("string")
        && !schema.has("pattern")
        && !schema.has("examples")
        && !schema.has("enum")
        && !schema.has("maxLength");
  }

  private static String instance(JsonNode schema, String value) {
    return schema.path("type").asString("").equals("integer") && INTEGER.matcher(value).matches()
        ? value
        : JsonMapper.shared().writeValueAsString(value);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
