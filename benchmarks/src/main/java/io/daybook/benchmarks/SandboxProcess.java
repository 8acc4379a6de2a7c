package io.daybook.benchmarks;

import io.daybook.importer.ClientTokens;
import io.daybook.importer.ShopClient;
import io.daybook.sandbox.SandboxServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The outside world in a process of its own, as a provider has it. */
final class SandboxProcess implements AutoCloseable {
  private static final String SECRET = "whsec_benchmarks";
  private static final Pattern PORTS = Pattern.compile(".*http (\\d+), smtp (\\d+)");

  private final Process process;
  private final int port;
  private final int smtpPort;

  SandboxProcess() throws IOException {
    var builder =
        new ProcessBuilder(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            SandboxServer.class.getName());
    builder.environment().putAll(Map.of("SANDBOX_PORT", "0", "SANDBOX_SMTP_PORT", "0"));
    process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    var said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8)).readLine();
    var ports = PORTS.matcher("" + said);
    if (!ports.matches()) {
      process.destroy();
      throw new IOException("The sandbox did not start: " + said);
    }
    port = Integer.parseInt(ports.group(1));
    smtpPort = Integer.parseInt(ports.group(2));
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Where a platform finds it. */
  List<String> settings() {
    var url = "http://localhost:" + port;
    return List.of(
        "--daybook.outside-world.sandbox=false",
        "--daybook.outside-world.payment-url=" + url,
        "--daybook.outside-world.payment-key=sk_test_benchmarks",
        "--daybook.outside-world.webhook-secret=" + SECRET,
        "--daybook.outside-world.carrier-url=" + url,
        "--daybook.outside-world.mail-host=localhost",
        "--daybook.outside-world.mail-port=" + smtpPort);
  }

  /** Has a platform told of payments. */
  void tell(int platform) {
    try (var client =
        new ShopClient(URI.create("http://localhost:" + port), ClientTokens.of("importer"))) {
      var webhook = "http://localhost:" + platform + "/api/webhooks/payments";
      var answer = client.put("/webhook", Map.of("url", webhook, "secret", SECRET));
      if (!answer.isSuccess()) {
        throw new IllegalStateException("The sandbox will not tell us: " + answer);
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
