package io.daybook.app.kubernetes;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.FileSystemResource;

/** What application.yaml says of a process. */
final class ApplicationSettings {
  private static final String GROUP = "management.endpoint.health.group.";
  private static final Properties SETTINGS = read();

  private ApplicationSettings() {}

  /** The groups of {@code /actuator/health}: those that are named, and Spring Boot's two. */
  static Set<String> healthGroups() {
    var groups = new TreeSet<String>();
    if (Boolean.parseBoolean(setting("management.endpoint.health.probes.enabled"))) {
      groups.addAll(Set.of("liveness", "readiness"));
    }
    SETTINGS.stringPropertyNames().stream()
        .filter(name -> name.startsWith(GROUP))
        .forEach(name -> groups.add(name.substring(GROUP.length()).replaceFirst("\\..*", "")));
    return groups;
  }

  static String healthPath(String group) {
    return "/actuator/health/" + group;
  }

  static int port() {
    return Integer.parseInt(setting("server.port"));
  }

  /** How long requests are answered that were taken before a process is stopped. */
  static Duration shutdownPhase() {
    return DurationStyle.detectAndParse(setting("spring.lifecycle.timeout-per-shutdown-phase"));
  }

  private static String setting(String name) {
    var value = SETTINGS.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("application.yaml has no " + name);
    }
    return value;
  }

  private static Properties read() {
    var yaml = new YamlPropertiesFactoryBean();
    yaml.setResources(
        new FileSystemResource(Path.of("src", "main", "resources", "application.yaml")));
    var properties = new Properties();
    yaml.getObject().forEach((name, value) -> properties.setProperty(name.toString(), value + ""));
    return properties;
  }
}
