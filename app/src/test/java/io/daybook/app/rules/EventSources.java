package io.daybook.app.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Where the source of a class is, seen from {@code docs/}, and what its Javadoc says of it. */
final class EventSources {
  private static final List<String> MODULES =
      List.of(
          "event-schema",
          "privacy",
          "command-side",
          "projections",
          "reconciliation",
          "relay",
          "query-side",
          "relay",
          "web",
          "app");
  private static final Pattern JAVADOC = Pattern.compile("(?s)/\\*\\*(.*?)\\*/\\s*@Revision");
  private static final Pattern TAG = Pattern.compile("\\{@(?:code|link) (?:[a-z]+\\.)*([^}]*)}");

  private EventSources() {}

  static String link(Class<?> type) {
    return link(type.getName());
  }

  static String link(String className) {
    var file = "/src/main/java/" + className.replace('.', '/') + ".java";
    return MODULES.stream()
        .map(module -> "../" + module + file)
        .filter(path -> Files.exists(Path.of(path))) // the tests of app run beside docs/
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("No source of " + className));
  }

  /** The text of the Javadoc of an event, without its tags, for a cell of a table. */
  static String purpose(Class<?> event) {
    try {
      var javadoc = JAVADOC.matcher(Files.readString(Path.of(link(event))));
      if (!javadoc.find()) {
        throw new IllegalStateException(event + " does not say when it happens");
      }
      var text = javadoc.group(1).replaceAll("(?m)^\\s*\\* ?", "").split("(?m)^@|<p>")[0];
      return TAG.matcher(text.replaceAll("\\s+", " ").strip())
          .replaceAll("`$1`")
          .replace("|", "\\|");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
