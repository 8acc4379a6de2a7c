package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules of the alerts are valid, each fires and clears, and each is explained. */
class AlertsTest {
  private static final Pattern SECTION = Pattern.compile("^## (\\w+)$", Pattern.MULTILINE);
  private static final Pattern TESTED =
      Pattern.compile("alertname: (\\w+)\\s+exp_alerts:( \\[\\])?");
  private static final Pattern RUNBOOK = Pattern.compile("runbook: docs/runbook.md#(\\w+)");

  @Test
  void every_alert_has_its_section_of_the_run_book_and_every_section_its_alert()
      throws IOException {
    var sections =
        SECTION
            .matcher(Files.readString(Path.of("..", "docs", "runbook.md")))
            .results()
            .map(one -> one.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(Observability.alerts()).isEqualTo(sections).hasSizeGreaterThan(20);
    var linked =
        RUNBOOK
            .matcher(Files.readString(Observability.RULES))
            .results()
            .map(one -> one.group(1))
            .toList();
    assertThat(linked)
        .containsExactlyInAnyOrderElementsOf(
            sections.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
  }

  @Test
  void promtool_sees_every_alert_fire_and_be_silent_before_and_after() throws IOException {
    var fired = new TreeSet<String>();
    var silent = new ArrayList<String>();
    TESTED
        .matcher(Files.readString(Observability.RULES_TEST))
        .results()
        .forEach(
            one -> {
              var unused =
                  one.group(2) == null ? fired.add(one.group(1)) : silent.add(one.group(1));
            });
    assertThat(fired).isEqualTo(Observability.alerts());
    assertThat(silent).hasSize(2 * fired.size());
    assumeTrue(Observability.hasPrometheus(), "promtool is not installed");
    var rules = Observability.run("promtool", "check", "rules", Observability.RULES.toString());
    assertThat(rules.getKey()).as(rules.getValue()).isZero();
    var tests = Observability.run("promtool", "test", "rules", Observability.RULES_TEST.toString());
    assertThat(tests.getKey()).as(tests.getValue()).isZero();
    var config =
        Observability.run(
            "promtool",
            "check",
            "config",
            "--syntax-only",
            Observability.DIRECTORY.resolve("prometheus.yml").toString());
    assertThat(config.getKey()).as(config.getValue()).isZero();
  }

  @Test
  void every_metric_that_rules_and_dashboard_ask_for_is_documented() throws IOException {
    var documented = new TreeSet<String>();
    for (var section : new String[] {"Of ours", "Only with Kafka", "Of others"}) {
      documented.addAll(Observability.documented(section).keySet());
    }
    assertThat(Observability.asked().stream().filter(name -> !isPartOf(name, documented)))
        .isEmpty();
  }

  private static boolean isPartOf(String name, TreeSet<String> documented) {
    return documented.contains(name)
        || documented.contains(name.replaceFirst("_(bucket|count|sum|max)$", ""));
  }
}
