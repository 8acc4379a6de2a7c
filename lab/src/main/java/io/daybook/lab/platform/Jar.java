package io.daybook.lab.platform;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one executable that is delivered. */
final class Jar {
  /** Where it is, if elsewhere. */
  private static final String PROPERTY = "daybook.lab.platform";

  private static final String BUILT = "app/target/daybook-exec.jar";

  private Jar() {}

  static Path path() {
    var here = Path.of(System.getProperty(PROPERTY, BUILT));
    var beside = Path.of("..").resolve(BUILT); // as tests see it
    return (Files.exists(here) || !Files.exists(beside) ? here : beside).toAbsolutePath();
  }

  /**
   * By which it is run.
   *
   * @param options of the virtual machine
   * @param words that it is told
   */
  static List<String> command(List<String> options, List<String> words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC"));
    command.addAll(options);
    command.addAll(List.of("-jar", path().toString()));
    command.addAll(words);
    return command;
  }
}
