package io.daybook.app.seeing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text that Prometheus reads, taken apart. */
record Exposition(Map<String, Map<String, Double>> samples) {
  private static final Pattern LINE =
      Pattern.compile("^([a-zA-Z_:][\\w:]*)(\\{(.*)\\})? (\\S+)$", Pattern.MULTILINE);
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern PART = Pattern.compile("_(bucket|count|sum|max)$");

  static Exposition parse(String text) {
    var samples = new TreeMap<String, Map<String, Double>>();
    LINE.matcher(text)
        .results()
        .forEach(
            line ->
                samples
                    .computeIfAbsent(line.group(1), _ -> new LinkedHashMap<>())
                    .put(line.group(3) == null ? "" : line.group(3), number(line.group(4))));
    return new Exposition(samples);
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(text);
    };
  }

  /** The names that a rule may ask for. */
  Set<String> names() {
    return samples.keySet();
  }

  /** The names without what tells parts of a timer or a summary apart, with their labels. */
  Map<String, Set<String>> families() {
    var families = new TreeMap<String, Set<String>>();
    samples.forEach(
        (name, values) -> {
          var labels = families.computeIfAbsent(family(name), _ -> new TreeSet<>());
          values.keySet().forEach(all -> labels.addAll(labels(all)));
          labels.remove("le");
        });
    return families;
  }

  private static String family(String name) {
    return PART.matcher(name).replaceFirst("");
  }

  private static Set<String> labels(String all) {
    return LABEL.matcher(all).results().map(one -> one.group(1)).collect(Collectors.toSet());
  }

  /** The value of the first sample of a name whose labels contain a text. */
  OptionalDouble value(String name, String labels) {
    return samples.getOrDefault(name, Map.of()).entrySet().stream()
        .filter(one -> one.getKey().contains(labels))
        .mapToDouble(Map.Entry::getValue)
        .findFirst();
  }

  /** How many series there are of all names that begin so. */
  long series(String prefix) {
    return samples.entrySet().stream()
        .filter(one -> one.getKey().startsWith(prefix))
        .mapToLong(one -> one.getValue().size())
        .sum();
  }
}
