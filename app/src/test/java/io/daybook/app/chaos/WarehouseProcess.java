package io.daybook.app.chaos;

import io.daybook.app.access.IssuerForTests;
import io.daybook.eventstore.testing.KillablePostgres;
import io.daybook.web.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** The sample of a warehouse, as a process with libraries of its own. */
final class WarehouseProcess implements AutoCloseable {
  private static final Path LIBRARIES =
      Path.of("..", "samples", "warehouse", "target", "warehouse");
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final int port = KillablePostgres.freePort();
  private final List<String> command;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private Process process;

  WarehouseProcess(String kafka, String jdbcUrl, Supplier<URI> daybook, Path directory, Path labels)
      throws IOException {
    this.log = directory.resolve("warehouse.log");
    this.command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            LIBRARIES.toAbsolutePath().resolve("*").toString(),
            "com.example.warehouse.Warehouse",
            "--kafka=" + kafka,
            "--jdbc-url=" + jdbcUrl,
            "--port=" + port,
            "--daybook=" + daybook.get(),
            "--token=" + IssuerForTests.token("warehouse", Role.WAREHOUSE),
            "--labels=" + labels);
    this.process = run();
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  void restart() throws IOException {
    process = run();
  }

  /** Goods come to the gate, and whoever brings them asks until the paper is booked. */
  void bring(String receiptId, String sku, int quantity) {
    var body =
        JsonMapper.shared()
            .writeValueAsString(Map.of("receiptId", receiptId, "sku", sku, "quantity", quantity));
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/receipts"))
            .timeout(Duration.ofSeconds(20))
            .POST(BodyPublishers.ofString(body))
            .build();
    for (int attempt = 0; attempt < 1_200; attempt++) {
      try {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() == 201 || answer.statusCode() == 200) {
          return;
        }
        if (answer.statusCode() != 503) {
          throw new AssertionError("The gate says " + answer.statusCode() + " " + answer.body());
        }
      } catch (IOException _) {
        // asked again
      } catch (InterruptedException _) {
        throw new IllegalStateException("interrupted");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new AssertionError(receiptId + " is not booked");
  }

  private Process run() throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    http.close();
  }
}
