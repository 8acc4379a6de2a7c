package io.daybook.app.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is acknowledged is on the disk, and on the standby: nobody gives that up in passing. */
class DurabilityTest {
  private static final Path ROOT = Path.of("..");

  /** What each of them writes may be lost in a crash or a failover: it is said, or done, again. */
  private static final List<String> NEED_NOT_WAIT =
      List.of(
          "CallTable", // calls that are done, and news of them
          "DeliveryTable", // attempts to deliver
          "LogNotices", // that there is something new
          "ProcessTable"); // signs of life

  /** A cancel that hits a commit which waits for its standby is answered as a success. */
  private static final Pattern CANCELS =
      Pattern.compile("setQueryTimeout|queryTimeout|pg_cancel_backend|PgStatement");

  @Test
  void only_what_may_be_lost_does_not_wait_for_the_disk() throws IOException {
    assertThat(sourcesWith(Pattern.compile("synchronous_commit', 'off'")))
        .containsExactlyElementsOf(NEED_NOT_WAIT);
    assertThat(sourcesWith(Pattern.compile("(?i)set (local )?synchronous_commit"))).isEmpty();
  }

  @Test
  void nobody_cancels_a_statement() throws IOException {
    assertThat(sourcesWith(CANCELS)).isEmpty();
  }

  private static List<String> sourcesWith(Pattern words) throws IOException {
    try (Stream<Path> modules = Files.list(ROOT)) {
      return modules
          .map(module -> module.resolve("src/main"))
          .filter(Files::isDirectory)
          .filter(main -> !main.startsWith(ROOT.resolve("benchmarks")))
          .flatMap(DurabilityTest::sources)
          .filter(source -> words.matcher(read(source)).find())
          .map(source -> source.getFileName().toString().replaceFirst("\\.\\w+$", ""))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> sources(Path main) {
    try {
      return Files.walk(main)
          .filter(file -> file.toString().matches(".*\\.(java|sql|yml)"))
          .toList()
          .stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
