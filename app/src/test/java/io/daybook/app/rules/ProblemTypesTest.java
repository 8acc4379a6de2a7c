package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.web.ProblemType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule that somebody is refused by has a page, and says what can be done. */
class ProblemTypesTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?:ofRequest|ofState|conflict|rejection|Refusal|refusal)\\(\\s*\"([a-z]+(?:-[a-z]+)*)\"");

  /** {@code check(condition, "a-rule", "A sentence")} of an order's lines. */
  private static final Pattern CHECKED =
      Pattern.compile(",\\s*\"([a-z]+(?:-[a-z]+)+)\",\\s*\"[A-Z0-9]");

  @Test
  void every_rule_in_the_sources_has_a_page() throws IOException {
    var rules = new TreeSet<String>();
    try (var files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().contains("/src/main/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .map(ProblemTypesTest::read)
          .flatMap(ProblemTypesTest::rulesIn)
          .forEach(rules::add);
    }
    assertThat(rules).hasSizeGreaterThan(45);
    assertThat(rules).allMatch(rule -> ProblemType.named(rule).isPresent());
  }

  @Test
  void every_page_says_what_has_happened_and_what_to_do() {
    assertThat(ProblemType.all())
        .hasSizeGreaterThan(60)
        .allSatisfy(
            type -> {
              assertThat(type.statuses()).isNotEmpty().allMatch(status -> status >= 400);
              assertThat(type.meaning()).endsWith(".").doesNotContain("*Do:*");
              assertThat(type.remedy()).endsWith(".").doesNotContain("\n");
            });
  }

  private static Stream<String> rulesIn(String source) {
    return Stream.concat(
        REFUSAL.matcher(source).results().map(found -> found.group(1)),
        source.contains("DomainRejection")
            ? CHECKED.matcher(source).results().map(found -> found.group(1))
            : Stream.empty());
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
