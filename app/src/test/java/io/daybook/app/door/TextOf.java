package io.daybook.app.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Makes text of the regular expressions that the document has: characters, classes of them, groups,
 * and how often each; a part comes as seldom as it may, as often as it may, or between.
 */
final class TextOf {
  private static final int OFTEN = 5;

  private final String pattern;
  private final Random random;
  private int at;

  private TextOf(String pattern, Random random) {
    this.pattern = pattern;
    this.random = random;
  }

  /** A text that a pattern describes as a whole. */
  static String pattern(String pattern, Random random) {
    return new TextOf(pattern, random).sequence().get();
  }

  private Supplier<String> sequence() {
    var parts = new ArrayList<Supplier<String>>();
    while (at < pattern.length() && pattern.charAt(at) != ')') {
      var next = pattern.charAt(at++);
      if (next != '^' && next != '$') {
        parts.add(repeated(atom(next)));
      }
    }
    return () -> {
      var text = new StringBuilder();
      parts.forEach(part -> text.append(part.get()));
      return text.toString();
    };
  }

  private Supplier<String> atom(char first) {
    return switch (first) {
      case '[' -> oneOf(characters());
      case '\\' -> escaped(pattern.charAt(at++));
      case '(' -> {
        var inner = sequence();
        at++; // the bracket that ends it
        yield inner;
      }
      default -> () -> String.valueOf(first);
    };
  }

  private Supplier<String> escaped(char letter) {
    return letter == 'd'
        ? oneOf("0123456789".chars().mapToObj(c -> (char) c).toList())
        : () -> String.valueOf(letter);
  }

  private Supplier<String> oneOf(List<Character> some) {
    return () -> String.valueOf(Values.pick(some, random));
  }

  private List<Character> characters() {
    var all = new ArrayList<Character>();
    while (pattern.charAt(at) != ']') {
      var first = pattern.charAt(at++);
      var isRange = pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
      var last = isRange ? pattern.charAt(at + 1) : first;
      at += isRange ? 2 : 0;
      for (char c = first; c <= last; c++) {
        all.add(c);
      }
    }
    at++;
    return all;
  }

  private Supplier<String> repeated(Supplier<String> part) {
    var sign = at < pattern.length() ? pattern.charAt(at) : ' ';
    var least = 1;
    var most = 1;
    if (sign == '?' || sign == '*' || sign == '+') {
      at++;
      least = sign == '+' ? 1 : 0;
      most = sign == '?' ? 1 : OFTEN;
    } else if (sign == '{') {
      var end = pattern.indexOf('}', at);
      var bounds = pattern.substring(at + 1, end).split(",", -1);
      at = end + 1;
      least = Integer.parseInt(bounds[0]);
      most = Integer.parseInt(bounds[bounds.length - 1]);
    }
    var few = least;
    var many = most;
    return () -> {
      var times = Values.pick(List.of(few, many, few + random.nextInt(many - few + 1)), random);
      var text = new StringBuilder();
      for (int i = 0; i < times; i++) {
        text.append(part.get());
      }
      return text.toString();
    };
  }
}
