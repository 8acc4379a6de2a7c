package io.daybook.app.seeing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files that tell others how to watch the platform, and what they name. */
final class Observability {
  static final Path DIRECTORY = Path.of("..", "observability");
  static final Path RULES = DIRECTORY.resolve("prometheus-rules.yml");
  static final Path RULES_TEST = DIRECTORY.resolve("prometheus-rules-test.yml");
  static final Path DASHBOARD = DIRECTORY.resolve("grafana-dashboard.json");

  private static final Path METRICS = Path.of("..", "docs", "metrics.md");
  private static final Pattern ALERT = Pattern.compile("^ *- alert: (\\w+)$", Pattern.MULTILINE);
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:daybook|hikaricp|http_server|jvm|process|tomcat)_[a-z_]+\\b");
  private static final Pattern QUOTED = Pattern.compile("`([a-z_]+)`( \\*b\\*| \\*p\\*)*( †)?");

  private Observability() {}

  /** A row of docs/metrics.md. */
  record Documented(Set<String> labels, boolean later) {}

  static Set<String> alerts() throws IOException {
    return ALERT
        .matcher(Files.readString(RULES))
        .results()
        .map(one -> one.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All metrics that the rules and the dashboard ask for, with the endings of their parts. */
  static Set<String> asked() throws IOException {
    var asked = new TreeSet<String>();
    for (var file : List.of(RULES, DASHBOARD)) {
      METRIC.matcher(Files.readString(file)).results().forEach(one -> asked.add(one.group()));
    }
    return asked;
  }

  /** The metrics of a section of docs/metrics.md. */
  static Map<String, Documented> documented(String section) throws IOException {
    var metrics = new TreeMap<String, Documented>();
    var text = Files.readString(METRICS);
    var begin = text.indexOf("\n## " + section + "\n");
    var end = text.indexOf("\n## ", begin + 1);
    for (var line : text.substring(begin, end < 0 ? text.length() : end).split("\n")) {
      var cells = line.split("\\|");
      if (cells.length > 3 && cells[1].contains("`")) {
        var labels = new TreeSet<String>();
        QUOTED.matcher(cells[2]).results().forEach(one -> labels.add(one.group(1)));
        QUOTED
            .matcher(cells[1])
            .results()
            .forEach(
                one -> metrics.put(one.group(1), new Documented(labels, one.group(3) != null)));
      }
    }
    return metrics;
  }

  /** The rules without their patience: they fire and clear within seconds of their conditions. */
  static String impatientRules() throws IOException {
    return Files.readString(RULES)
        .replaceAll("(?m)^ *for: .*\n", "")
        .replaceAll("\\[(5|10)m\\]", "[20s]")
        .replace("daybook_log_seal_age_seconds) > 300", "daybook_log_seal_age_seconds) > 15");
  }

  /**
   * What a command of the shell says, and how it ends.
   *
   * @throws IOException when there is no such command
   */
  static Map.Entry<Integer, String> run(String... command) throws IOException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return Map.entry(process.waitFor(), said);
    } catch (InterruptedException stopped) {
      throw new IOException(Arrays.toString(command), stopped);
    }
  }

  /** Whether Prometheus, and its promtool, are installed here. */
  static boolean hasPrometheus() {
    try {
      return run("promtool", "--version").getKey() == 0
          && run("prometheus", "--version").getKey() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}
