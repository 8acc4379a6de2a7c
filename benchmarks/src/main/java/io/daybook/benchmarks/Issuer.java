package io.daybook.benchmarks;

import io.daybook.app.access.AuthServer;
import io.daybook.importer.ClientTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.List;

/** The issuer whose tokens the platforms of the benchmarks believe: that of the platform itself. */
final class Issuer {
  private static boolean runs;

  private Issuer() {}

  /** Starts it, once; platforms that are started later believe it. */
  static synchronized void start() throws IOException {
    if (runs) {
      return;
    }
    var directory = Files.createTempDirectory("daybook-benchmarks-auth").toString();
    var port = freePort();
    var issuer = "http://localhost:" + port;
    var unused =
        AuthServer.run(
            List.of(
                "--server.port=" + port,
                "--daybook.auth.issuer=" + issuer,
                "--daybook.auth.directory=" + directory,
                "--daybook.auth.token-life=12h",
                "--logging.level.root=warn"));
    System.setProperty("daybook.auth.issuer", issuer);
    System.setProperty("daybook.auth.directory", directory);
    runs = true;
  }

  /** The value of the header Authorization of an account. */
  static String bearer(String account) {
    return "Bearer " + ClientTokens.of(account).current().orElseThrow();
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
