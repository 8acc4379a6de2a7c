package io.daybook.lab.dualwrite;

import io.daybook.lab.shop.Part;
import io.daybook.lab.shop.Servers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sample of a warehouse as it is, with libraries of its own, and a schema of its own. */
final class WarehouseProcess implements AutoCloseable {
  private static final Path LIBRARIES = Path.of("samples", "warehouse", "target", "warehouse");

  private final Servers servers;
  private final List<String> command;
  private final Path log = Files.createTempFile("lab-warehouse", ".log");
  private @Nullable Process process;

  WarehouseProcess(Servers servers, String brokers) throws IOException {
    this.servers = servers;
    this.command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-cp",
            LIBRARIES.toAbsolutePath().resolve("*").toString(),
            "com.example.warehouse.Warehouse",
            "--kafka=" + brokers,
            "--jdbc-url=" + Servers.url(servers.port(Part.STOCK)),
            "--port=0",
            "--token=nobody is asked for an address");
  }

  static boolean isBuilt() {
    return Files.exists(LIBRARIES);
  }

  void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
  }

  /** As kill -9. */
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  /** How many messages it has in its inbox. */
  long heard() throws SQLException {
    return isThere() ? number("select count(*) from warehouse.inbox") : 0;
  }

  /** How many units lie on a shelf by its books. */
  long onShelf(String sku) throws SQLException {
    return isThere()
        ? number("select coalesce(sum(on_hand), 0) from warehouse.shelf where sku = '" + sku + "'")
        : 0;
  }

  private boolean isThere() throws SQLException {
    return number(
            "select count(*) from pg_tables where schemaname = 'warehouse' and tablename = 'answer'")
        == 1;
  }

  private long number(String question) throws SQLException {
    return Long.parseLong(servers.ask(Part.STOCK, question).getFirst());
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
