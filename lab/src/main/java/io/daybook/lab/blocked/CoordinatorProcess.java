package io.daybook.lab.blocked;

import io.daybook.lab.shop.Servers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The coordinator in a process of its own, with its log in a directory that outlives it. */
final class CoordinatorProcess {
  private static final int PATIENCE_SECONDS = 60;

  private final Path log;
  private final String ports;

  CoordinatorProcess(Servers servers) throws IOException {
    this.log = Files.createTempDirectory("lab-coordinator");
    this.ports = servers.ports().stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Has it place an order, and kills it by SIGKILL where it stands still. */
  void placeAndDie(String order, String sku, KillPoint point)
      throws IOException, InterruptedException {
    run(List.of(order, sku, point.name()), Marks.REACHED);
  }

  /**
   * It comes back and ends what it finds.
   *
   * @return its warnings
   */
  List<String> recover() throws IOException, InterruptedException {
    return run(List.of(CoordinatorMain.RECOVER), CoordinatorMain.RECOVERED).stream()
        .filter(line -> line.contains("ARJUNA"))
        .toList();
  }

  private List<String> run(List<String> arguments, String until)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CoordinatorMain.class.getName(),
                log.toString(),
                ports));
    command.addAll(arguments);
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said = new ArrayList<String>();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        said.add(line);
        if (line.startsWith(until)) {
          return said;
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
    throw new IllegalStateException("The coordinator ended:\n" + String.join("\n", said));
  }
}
