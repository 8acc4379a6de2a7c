package io.daybook.lab.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * A result as it is kept in a file, from which the page is made.
 *
 * @param date when it was run
 * @param machine where
 * @param load how many processes wanted a processor when it ended, those of the run among them
 * @param stoodStillSeconds how long the run did not get on at all: its times are worth less then
 */
public record Kept(
    String name,
    String question,
    String date,
    String machine,
    double load,
    double stoodStillSeconds,
    boolean quick,
    Result result) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Of a run that has just ended, on this machine. */
  public static Kept of(
      Experiment experiment, boolean quick, Standstill standstill, Result result) {
    return new Kept(
        experiment.name(),
        experiment.question(),
        Instant.now().truncatedTo(ChronoUnit.MINUTES).toString(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.arch")
            + ", "
            + Runtime.getRuntime().availableProcessors()
            + " cores, Java "
            + Runtime.version(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        standstill.seconds(),
        quick,
        result);
  }

  /** Writes numbers and pictures. */
  public void write(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(name + ".json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    Files.writeString(directory.resolve(name + ".svg"), Picture.svg(result.picture()));
    for (var curves : result.curves()) {
      Files.writeString(
          directory.resolve(name + "-" + curves.key() + ".svg"), CurvePicture.svg(curves));
    }
  }

  /** What was written there last, if anything was. */
  public static Optional<Kept> read(Path directory, String name) {
    var file = directory.resolve(name + ".json");
    try {
      return Files.exists(file)
          ? Optional.of(JSON.readValue(Files.readString(file), Kept.class))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
