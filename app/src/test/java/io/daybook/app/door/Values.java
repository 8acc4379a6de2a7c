package io.daybook.app.door;

import io.daybook.app.contract.ApiContract;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes values of a request, as the JSON text of them, from what the document says of them: those
 * that {@link #fit} must never be called malformed, and odd ones, of which the document says itself
 * whether it forbids them.
 *
 * @param known what there is in the shop, by the pattern that it has
 */
record Values(ApiContract contract, Map<String, List<String>> known, Random random) {
  private static final int USUALLY_AT_MOST = 100;

  /** A value that keeps all rules, as far as the document and the shop tell them. */
  String fit(JsonNode schema) {
    var said = contract.resolve(schema);
    for (var some : List.of("examples", "enum")) {
      if (said.has(some)) {
        return pick(said.path(some).valueStream().toList(), random).toString();
      }
    }
    if (said.has("anyOf")) {
      return fit(said.path("anyOf").path(0));
    }
    if (said.path("type").isArray() && random.nextInt(4) == 0) {
      return "null";
    }
    return switch (typeOf(said)) {
      case "object" ->
          said.has("properties") ? object(members(said, null)) : pick(Samples.ANYTHING, random);
      case "array" -> items(said);
      case "integer" -> pick(numbers(said, 0), random);
      case "boolean" -> "true";
      case "string" -> quoted(text(said));
      default -> pick(Samples.ANYTHING, random);
    };
  }

  /** A value that is not what it should be, or is at the very edge of it. */
  String odd(JsonNode schema) {
    var said = contract.resolve(schema);
    if (random.nextInt(3) == 0) {
      return pick(Samples.HOSTILE, random);
    }
    if (said.has("anyOf")) {
      return odd(said.path("anyOf").path(0));
    }
    return switch (typeOf(said)) {
      case "object" -> said.has("properties") ? oddObject(said) : pick(Samples.HOSTILE, random);
      case "array" -> oddItems(said);
      case "integer" -> pick(numbers(said, 1), random);
      case "string" -> pick(oddTexts(said), random);
      default -> pick(Samples.HOSTILE, random);
    };
  }

  private static String typeOf(JsonNode said) {
    var type = said.path("type");
    return type.isArray() ? type.path(0).asString() : type.asString("");
  }

  private List<String> numbers(JsonNode said, int beyond) {
    var least = said.path("minimum").asLong(0);
    var most = said.path("maximum").asLong(USUALLY_AT_MOST);
    if (beyond == 0) {
      return List.of("" + least, "" + most, "" + Math.min(most, least + 1));
    }
    return List.of(
        "" + (least - 1),
        "" + (most + 1),
        quoted("" + least),
        least + ".0",
        least + "e0",
        "0" + (least + 1),
        "+" + (least + 1),
        "NaN",
        "2147483648",
        "null");
  }

  private String text(JsonNode said) {
    if (said.path("format").asString("").equals("date-time")) {
      return pick(Samples.PAST, random);
    }
    var pattern = said.path("pattern").asString("");
    if (pattern.startsWith("^")) {
      var there = known.getOrDefault(pattern, List.of());
      return there.isEmpty() || random.nextInt(4) == 0
          ? TextOf.pattern(pattern, random)
          : pick(there, random);
    }
    var most = said.path("maxLength").asInt(USUALLY_AT_MOST);
    return pick(
        Stream.concat(
                Samples.AWKWARD.stream(), Stream.of("x", "x".repeat(most), "😀".repeat(most / 2)))
            .toList(),
        random);
  }

  private List<String> oddTexts(JsonNode said) {
    var all = Stream.of("", " ", "a b", "ä", "\uff11", "-x", "a/b", ".", "x;y", "X", "0", "XX");
    var odd = new ArrayList<>(all.map(Values::quoted).toList());
    odd.addAll(List.of("null", "5"));
    if (said.path("format").asString("").equals("date-time")) {
      Samples.NO_PAST.forEach(one -> odd.add(quoted(one)));
    }
    var fit = fit(said);
    odd.add(fit.toUpperCase(java.util.Locale.ROOT));
    odd.add(fit.toLowerCase(java.util.Locale.ROOT));
    if (fit.startsWith("\"") && fit.length() > 2 && !fit.contains("\\")) {
      odd.add(quoted(fit.substring(1, fit.length() - 2)));
      odd.add(quoted(fit.substring(1, fit.length() - 1) + "x".repeat(201)));
    }
    odd.add(quoted("x".repeat(said.path("maxLength").asInt(USUALLY_AT_MOST) + 1)));
    var pattern = said.path("pattern").asString("");
    if (pattern.startsWith("^")) {
      odd.add(quoted(TextOf.pattern(pattern, random)));
    }
    return odd;
  }

  private String oddObject(JsonNode said) {
    var names = said.path("properties").propertyNames().stream().sorted().toList();
    var spoiled = pick(names, random);
    var schema = said.path("properties").path(spoiled);
    var members = members(said, spoiled);
    switch (random.nextInt(8)) {
      case 0 -> {
        members.add("\"surplus\":1");
        members.add(quoted(spoiled) + ":" + fit(schema));
      }
      case 1 -> {
        members.add(quoted(spoiled) + ":" + fit(schema));
        members.add(quoted(spoiled) + ":" + fit(schema));
      }
      case 2 -> members.add(quoted(spoiled) + ":null");
      case 3 -> {
        // it is missing
      }
      default -> members.add(quoted(spoiled) + ":" + odd(schema));
    }
    return object(members);
  }

  private List<String> members(JsonNode said, String without) {
    var required = said.path("required").valueStream().map(JsonNode::asString).toList();
    var members = new ArrayList<String>();
    said.path("properties")
        .forEachEntry(
            (name, schema) -> {
              if (!name.equals(without) && (required.contains(name) || random.nextBoolean())) {
                members.add(quoted(name) + ":" + fit(schema));
              }
            });
    return members;
  }

  private String object(List<String> members) {
    Collections.shuffle(members, random);
    return "{" + String.join(random.nextBoolean() ? "," : " ,\n\t", members) + "}";
  }

  private String items(JsonNode said) {
    var most = said.path("maxItems").asInt(3);
    var size = random.nextInt(20) == 0 ? most : 1 + random.nextInt(3);
    return list(IntStream.range(0, size).mapToObj(_ -> fit(said.path("items"))));
  }

  private String oddItems(JsonNode said) {
    var items = said.path("items");
    return switch (random.nextInt(4)) {
      case 0 -> "[]";
      case 1 -> "[null]";
      case 2 ->
          list(IntStream.rangeClosed(0, said.path("maxItems").asInt(3)).mapToObj(_ -> fit(items)));
      default -> list(Stream.of(fit(items), odd(items)));
    };
  }

  private static String list(Stream<String> items) {
    return items.collect(Collectors.joining(",", "[", "]"));
  }

  /** The text that a JSON text is of; of another value the JSON of it. */
  static String raw(String json) {
    try {
      var node = JsonMapper.shared().readTree(json);
      return node.isString() ? node.asString() : json;
    } catch (RuntimeException _) {
      return json;
    }
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static <T> T pick(List<T> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
