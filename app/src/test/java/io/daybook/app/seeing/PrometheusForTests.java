package io.daybook.app.seeing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.eventstore.testing.KillablePostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real Prometheus that reads a platform every second, and has our rules without their patience.
 */
final class PrometheusForTests implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = KillablePostgres.freePort();
  private final Process process;

  /**
   * Starts it, and waits until it has read the platform.
   *
   * @param targets ports on this machine, all of them with the label job of the platform
   * @param bearer the value of the header Authorization
   */
  PrometheusForTests(Path directory, String bearer, int... targets) throws IOException {
    Files.writeString(directory.resolve("rules.yml"), Observability.impatientRules());
    var all = new StringBuilder();
    for (var target : targets) {
      all.append(all.isEmpty() ? "" : ", ").append("\"localhost:").append(target).append('"');
    }
    Files.writeString(
        directory.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 4s, scrape_timeout: 4s, evaluation_interval: 1s}
        rule_files: [rules.yml]
        scrape_configs:
          - job_name: daybook
            metrics_path: /actuator/prometheus
            authorization: {credentials: "%s"}
            static_configs: [{targets: [%s]}]
        """
            .formatted(bearer.replaceFirst("^Bearer ", ""), all));
    process =
        new ProcessBuilder(
                "prometheus",
                "--config.file=" + directory.resolve("prometheus.yml"),
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=localhost:" + port)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("prometheus.log").toFile())
            .start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(
              () -> ask("/api/v1/query?query=daybook_log_written").at("/data/result/0").isObject());
    } catch (RuntimeException never) {
      var seen = ask("/api/v1/targets");
      close();
      throw new IllegalStateException("Prometheus does not read it: " + seen, never);
    }
  }

  /** The names of the alerts that fire now. */
  Set<String> firing() {
    var firing = new TreeSet<String>();
    for (var alert : ask("/api/v1/alerts").at("/data/alerts")) {
      if (alert.path("state").asString().equals("firing")) {
        firing.add(alert.at("/labels/alertname").asString());
      }
    }
    return firing;
  }

  void awaitFiring(String... alerts) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(firing()).contains(alerts));
  }

  void awaitClear(String... alerts) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(firing()).doesNotContain(alerts));
  }

  private JsonNode ask(String path) {
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    try {
      return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException | InterruptedException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
