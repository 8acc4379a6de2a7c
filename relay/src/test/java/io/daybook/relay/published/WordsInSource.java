package io.daybook.relay.published;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What the Javadoc of the words says: it is written once, and read by people of both languages. */
final class WordsInSource {
  private static final Path SOURCES = Path.of("src/main/java/io/daybook/relay/published");
  private static final Pattern WORD =
      Pattern.compile("/\\*\\*((?:(?!\\*/).)*)\\*/\\s*@Word\\(\"([^\"]+)\"\\)", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("@param (\\w+) ((?:(?!@param).)*)", Pattern.DOTALL);

  private final Map<String, String> summaries = new HashMap<>();
  private final Map<String, String> fields = new HashMap<>();

  private WordsInSource() {}

  static WordsInSource read() throws IOException {
    var words = new WordsInSource();
    try (var files = Files.list(SOURCES)) {
      for (var file : files.filter(one -> one.toString().endsWith("Announced.java")).toList()) {
        WORD.matcher(Files.readString(file))
            .results()
            .forEach(word -> words.add("daybook." + word.group(2), word.group(1)));
      }
    }
    return words;
  }

  private void add(String type, String javadoc) {
    var text = javadoc.replaceAll("(?m)^\\s*\\*", " ").replaceAll("<p>", "");
    var end = text.indexOf("@param");
    summaries.put(type, plain(end < 0 ? text : text.substring(0, end)));
    PARAMETER
        .matcher(text)
        .results()
        .forEach(one -> fields.put(type + "#" + one.group(1), plain(one.group(2))));
  }

  private static String plain(String javadoc) {
    return javadoc.replaceAll("\\{@\\w+ ([^}]*)}", "$1").replaceAll("\\s+", " ").strip();
  }

  /** What a message says. */
  String summary(MessageType type) {
    var summary = summaries.get(type.name());
    if (summary == null || summary.isEmpty()) {
      throw new IllegalStateException(type + " has no Javadoc");
    }
    return summary;
  }

  /** What a field says beyond its name; empty where nothing is. */
  String field(MessageType type, String name) {
    return fields.getOrDefault(type.name() + "#" + name, "");
  }
}
