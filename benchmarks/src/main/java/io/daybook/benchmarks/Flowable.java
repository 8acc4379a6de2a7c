package io.daybook.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** Flowable in a process of its own, with its own libraries: see benchmarks/flowable. */
final class Flowable {
  private static final Path BUILT = Path.of("benchmarks", "flowable", "target");
  private static final String MAIN = "io.daybook.benchmarks.flowable.FlowableOrders";

  private Flowable() {}

  /** Orders a second that come to their end, after as many that warm up. */
  static double perSecond(Server server, int orders)
      throws IOException, InterruptedException, SQLException {
    var libraries = Files.readString(BUILT.resolve("classpath.txt")).strip();
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+UseParallelGC",
                "-cp",
                BUILT.resolve("classes") + ":" + libraries,
                MAIN,
                server.url(server.newDatabase()),
                Integer.toString(orders))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (var out = new BufferedReader(process.inputReader(StandardCharsets.UTF_8))) {
      var said = out.readLine();
      if (process.waitFor() != 0 || said == null) {
        throw new IOException("Flowable did not come to its end, having said " + said);
      }
      return Double.parseDouble(said);
    } finally {
      process.destroy();
    }
  }
}
