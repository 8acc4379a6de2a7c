package io.daybook.app.door;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a value of a request may be and may not be, as the JSON text of it. The declared rules of
 * the API: what {@link #bad} makes must never be accepted, what {@link #good} makes never called
 * malformed.
 */
sealed interface Shape {
  /** Text that is well-formed wherever text is free, and awkward for somebody behind the door. */
  List<String> AWKWARD =
      List.of(
          "\\ud83d\\ude00",
          "😀",
          "שלום \u202eabc",
          "a\\nb\\t\\u0001\\u0085",
          "'; drop table x; --",
          "{} ${x} %s \\\\ \\\"",
          "e\u0301\u0301\u0301",
          "\\uffff\\ufffe",
          "x\u2028");

  /** What fits nowhere. */
  List<String> HOSTILE =
      List.of(
          "1E+300000000",
          "1.5",
          "-1E-300000000",
          "123456789012345678901234567890",
          "[]",
          "[[1]]",
          "{}",
          "{\"a\":1}",
          "true",
          "\"\\u0000\"",
          "\"x\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"" + "9".repeat(5000) + "\"");

  String good(Random random);

  String bad(Random random);

  /** One of some texts, or one of others. */
  record Value(List<String> fit, List<String> unfit) implements Shape {
    @Override
    public String good(Random random) {
      return pick(fit, random);
    }

    @Override
    public String bad(Random random) {
      return pick(random.nextBoolean() ? unfit : HOSTILE, random);
    }
  }

  /** Any object of JSON. */
  record Anything() implements Shape {
    @Override
    public String good(Random random) {
      return pick(List.of("{}", "{\"a\":1}", "{\"a\":{\"b\":[1E+300000000]}}"), random);
    }

    @Override
    public String bad(Random random) {
      return pick(List.of("5", "[]", "\"x\"", "true", "{\"a\":1,\"a\":2}"), random);
    }
  }

  /** A field of an object. */
  record Field(String name, Shape shape, boolean required) {}

  /** An object with these fields and no others, each at most once. */
  record Fields(List<Field> fields) implements Shape {
    @Override
    public String good(Random random) {
      return object(members(random, null), random);
    }

    @Override
    public String bad(Random random) {
      var spoiled = pick(fields, random);
      var members = members(random, spoiled);
      switch (random.nextInt(spoiled.required() ? 8 : 6)) {
        case 0 -> {
          members.add("\"surplus\":1");
          members.add(member(spoiled, spoiled.shape().good(random)));
        }
        case 1 -> {
          members.add(member(spoiled, spoiled.shape().good(random)));
          members.add(member(spoiled, spoiled.shape().good(random)));
        }
        case 2, 3, 4, 5 -> members.add(member(spoiled, spoiled.shape().bad(random)));
        case 6 -> members.add(member(spoiled, "null"));
        default -> {
          // it is missing
        }
      }
      return object(members, random);
    }

    private List<String> members(Random random, Field without) {
      var members = new ArrayList<String>();
      for (var field : fields) {
        if (field != without && (field.required() || random.nextBoolean())) {
          members.add(member(field, field.shape().good(random)));
        }
      }
      return members;
    }

    private static String member(Field field, String value) {
      return "\"" + field.name() + "\":" + value;
    }

    private static String object(List<String> members, Random random) {
      Collections.shuffle(members, random);
      return "{" + String.join(random.nextBoolean() ? "," : " ,\n\t", members) + "}";
    }
  }

  /** A list of at least one. */
  record Items(Shape item, int most) implements Shape {
    @Override
    public String good(Random random) {
      var size = random.nextInt(20) == 0 ? most : 1 + random.nextInt(3);
      return list(IntStream.range(0, size).mapToObj(_ -> item.good(random)));
    }

    @Override
    public String bad(Random random) {
      return switch (random.nextInt(4)) {
        case 0 -> "[]";
        case 1 -> "[null]";
        case 2 -> list(IntStream.rangeClosed(0, most).mapToObj(_ -> item.good(random)));
        default -> list(Stream.of(item.good(random), item.bad(random)));
      };
    }

    private static String list(Stream<String> items) {
      return items.collect(Collectors.joining(",", "[", "]"));
    }
  }

  /** Lines that are read one by one: one that cannot be read is answered as a line, not refused. */
  record Lines(Shape line, int most) implements Shape {
    private static final List<String> NO_LINE = List.of("null", "5", "\"x\"", "[]", "{\"a\":1}");

    @Override
    public String good(Random random) {
      var lines = new Items(line, most).good(random);
      return random.nextBoolean()
          ? lines
          : "[%s,%s".formatted(pick(NO_LINE, random), line.good(random)) + "]";
    }

    @Override
    public String bad(Random random) {
      return switch (random.nextInt(3)) {
        case 0 -> "[]";
        case 1 -> pick(List.of("5", "{}", "\"x\"", "null"), random);
        default -> "[" + "null,".repeat(most) + "null]";
      };
    }
  }

  static Shape object(Field... fields) {
    return new Fields(List.of(fields));
  }

  static Field required(String name, Shape shape) {
    return new Field(name, shape, true);
  }

  static Field optional(String name, Shape shape) {
    return new Field(name, shape, false);
  }

  /** Any text of one to so many characters, not blank. */
  static Shape text(int most) {
    var fit = new ArrayList<>(AWKWARD.stream().map(Shape::quoted).toList());
    fit.add(quoted("x".repeat(most)));
    fit.add(quoted("😀".repeat(most / 2)));
    fit.add(quoted("x"));
    return new Value(fit, List.of("\"\"", "\"  \"", quoted("x".repeat(most + 1)), "5", "null"));
  }

  static Shape number(int least, int most) {
    return new Value(
        List.of("" + least, "" + most, "" + (least + 1)),
        List.of(
            "" + (least - 1L),
            "" + (most + 1L),
            quoted("" + least),
            least + ".0",
            least + "e0",
            "0" + (least + 1),
            "+" + (least + 1),
            "NaN",
            "2147483648",
            "null"));
  }

  static Shape word(List<String> fit, String... unfit) {
    var others = Stream.of("", " ", "a b", "ä", "\uff11").map(Shape::quoted);
    return new Value(
        fit.stream().map(Shape::quoted).toList(),
        Stream.concat(others, Arrays.stream(unfit).map(Shape::quoted)).toList());
  }

  /** A price: what is more than zero and has a currency that all providers know. */
  static Shape money() {
    return new Value(
        Stream.of("0.01", "3", "3.5", "12.34", "999999999999.99", "000000000001")
            .map(Shape::pounds)
            .toList(),
        List.of(
            pounds("1E+300000000"),
            pounds("1.005"),
            pounds("1234567890123"),
            pounds("0"),
            pounds("-1"),
            pounds("١"),
            "{\"amount\":1,\"currency\":\"GBP\"}",
            "{\"amount\":\"1\",\"currency\":\"XXX\"}",
            "{\"amount\":\"1\",\"currency\":\"XAU\"}",
            "{\"amount\":\"1\",\"currency\":\"gbp\"}",
            "{\"amount\":\"1\",\"currency\":\"GBP\",\"currency\":\"USD\"}",
            "{\"amount\":\"1\",\"currency\":\"GBP\",\"scale\":2}",
            "{\"amount\":\"1\"}",
            "\"GBP 1\""));
  }

  static Shape pastInstant() {
    return new Value(
        List.of(
            "\"1970-01-01T00:00:00Z\"",
            "\"2009-12-01T08:26:00.123456789Z\"",
            "\"2024-02-29T23:59:59+14:00\""),
        List.of(
            "\"9999-12-31T23:59:59Z\"",
            "\"+300000-01-01T00:00:00Z\"",
            "\"-1000000000-01-01T00:00:00Z\"",
            "\"1969-12-31T23:59:59Z\"",
            "\"2023-02-29T00:00:00Z\"",
            "\"2023-02-28\"",
            "1700000000"));
  }

  static String pounds(String amount) {
    return "{\"amount\":\"" + amount + "\",\"currency\":\"GBP\"}";
  }

  static String quoted(String text) {
    return "\"" + text + "\"";
  }

  static <T> T pick(List<T> some, Random random) {
    return some.get(random.nextInt(some.size()));
  }
}
