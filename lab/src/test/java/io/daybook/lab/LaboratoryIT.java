package io.daybook.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.lab.experiment.Finding;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Experiments in their quick form, as {@code ./daybook lab --quick} runs them; those that are not
 * here have tests of their own.
 */
@EnabledIfSystemProperty(named = "daybook.lab", matches = "all")
class LaboratoryIT {

  @ParameterizedTest
  @MethodSource("names")
  void a_quick_run_shows_what_the_page_concludes(String name) throws Exception {
    var experiment =
        Laboratory.experiments().stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    assertThat(experiment.run(true, System.out::println).findings()).allMatch(Finding::seen);
  }

  static Stream<String> names() {
    return Stream.of(
        "two-phase-commit-blocked",
        "saga-coordinator-killed",
        "cost-without-failures",
        "three-phase-commit",
        "dual-write");
  }
}
