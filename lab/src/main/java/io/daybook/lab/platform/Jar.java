package io.daybook.lab.platform;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The one executable that is delivered. */
final class Jar {
  /** Where it is, if elsewhere. */
  private static final String PROPERTY = "daybook.lab.platform";

  private Jar() {}

  static Path path() {
    return Path.of(System.getProperty(PROPERTY, "app/target/daybook-exec.jar")).toAbsolutePath();
  }

  /** By which it is run, in a shape, and told some words. */
  static List<String> command(Shape shape, List<String> words) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC"));
    command.addAll(shape.jvm());
    command.addAll(List.of("-jar", path().toString()));
    command.addAll(words);
    return command;
  }
}
