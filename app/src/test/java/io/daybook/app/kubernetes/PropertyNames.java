package io.daybook.app.kubernetes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.json.JsonMapper;

/** The names of all settings: those of docs/configuration.md, and those of Spring's metadata. */
final class PropertyNames {
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern NAME = Pattern.compile("\\.?[a-z][a-z0-9.-]*(\\.\\*)?");

  /** Maps, in which any further name may follow. */
  private final Set<String> open = new TreeSet<>();

  private final Set<String> names = new TreeSet<>();

  PropertyNames() {
    Manifests.text(Path.of("..", "docs", "configuration.md"))
        .lines()
        .filter(line -> line.startsWith("| `"))
        .forEach(line -> documented(line.split("\\|")[1]));
    try {
      for (var metadata :
          new PathMatchingResourcePatternResolver()
              .getResources("classpath*:META-INF/spring-configuration-metadata.json")) {
        springs(metadata.getContentAsString(StandardCharsets.UTF_8));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * As in {@code `daybook.console.client-id`, `.client-secret`}: the second is beside the first.
   */
  private void documented(String cell) {
    var beside = "";
    var found = CODE.matcher(cell);
    while (found.find()) {
      var name = found.group(1);
      if (!NAME.matcher(name).matches()) {
        continue;
      }
      var whole = name.startsWith(".") ? beside + name : name;
      if (whole.endsWith(".*")) {
        open.add(whole.substring(0, whole.length() - 1));
      } else {
        names.add(whole);
      }
      beside = whole.substring(0, Math.max(0, whole.lastIndexOf('.')));
    }
  }

  private void springs(String metadata) {
    for (var property : JsonMapper.shared().readTree(metadata).path("properties")) {
      var name = property.path("name").asString();
      var type = property.path("type").asString("");
      if (type.startsWith("java.util.Map") || type.equals("java.util.Properties")) {
        open.add(name + ".");
      } else {
        names.add(name);
      }
    }
  }

  boolean has(String property) {
    return names.contains(property) || open.stream().anyMatch(property::startsWith);
  }

  /** Whether a variable of the environment is such a name, as Spring binds it. */
  boolean hasVariable(String variable) {
    return variables(names).contains(variable)
        || variables(open).stream()
            .anyMatch(prefix -> variable.startsWith(prefix) && variable.length() > prefix.length());
  }

  private static Set<String> variables(Set<String> properties) {
    var variables = new HashSet<String>();
    properties.forEach(
        name -> variables.add(name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT)));
    return variables;
  }
}
