package io.daybook.app.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.daybook.app.Daybook;
import io.daybook.app.access.IssuerForTests;
import io.daybook.eventstore.testing.PostgresForTests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * A process of each role starts with the environment and the arguments of its manifest, and answers
 * its probes. Only addresses, secrets and the path of the volume are those of this machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadsStartIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path volume;

  private final Map<Workload, ConfigurableApplicationContext> started = new HashMap<>();

  @BeforeAll
  void startAll() {
    var database = PostgresForTests.newDatabase();
    var resources = Manifests.in(Manifests.BASE);
    var here = new HashMap<String, String>();
    here.put("SERVER_PORT", "0");
    here.put("SPRING_DATASOURCE_URL", database.url());
    here.put("DAYBOOK_AUTH_ISSUER", IssuerForTests.address());
    var secrets =
        Map.of(
            "SPRING_DATASOURCE_USERNAME", database.user(),
            "SPRING_DATASOURCE_PASSWORD", database.password(),
            "DAYBOOK_LOG_OWNER_USER", database.user(),
            "DAYBOOK_LOG_OWNER_PASSWORD", database.password(),
            "DAYBOOK_PRIVACY_MASTERKEY", Base64.getEncoder().encodeToString(new byte[32]));
    for (var workload : Workload.of(resources)) {
      var variables = workload.environment(resources, name -> secrets.getOrDefault(name, "mine"));
      variables.putAll(here);
      variables.computeIfPresent(
          "DAYBOOK_PRIVACY_REGISTER",
          (_, mounted) -> volume.resolve(Path.of("/data").relativize(Path.of(mounted + ""))) + "");
      // The lines of other tests stay what they are.
      variables.remove("LOGGING_STRUCTURED_FORMAT_CONSOLE");
      var context =
          new SpringApplicationBuilder(Daybook.class)
              .environment(environment(variables))
              .run(workload.main().getArgs().toArray(String[]::new));
      started.put(workload, context);
      PostgresForTests.closeFirst(context);
    }
  }

  @AfterAll
  void stopAll() {
    started.values().forEach(ConfigurableApplicationContext::close);
  }

  @Test
  void each_answers_its_probes_and_is_ready() {
    assertThat(started).hasSize(6);
    started.forEach(
        (workload, context) -> {
          var container = workload.main();
          assertThat(ask(context, container.getStartupProbe().getHttpGet().getPath()))
              .as(workload.name())
              .isEqualTo(200);
          assertThat(ask(context, container.getLivenessProbe().getHttpGet().getPath()))
              .as(workload.name())
              .isEqualTo(200);
          await(workload.name())
              .atMost(Duration.ofMinutes(1))
              .until(
                  () -> ask(context, container.getReadinessProbe().getHttpGet().getPath()) == 200);
        });
  }

  @Test
  void each_has_the_settings_of_its_manifest() {
    started.forEach(
        (workload, context) -> {
          var environment = context.getEnvironment();
          assertThat(environment.getProperty("daybook.roles"))
              .isEqualTo(workload.variable("DAYBOOK_ROLES"));
          assertThat(environment.getProperty("spring.datasource.hikari.maximum-pool-size"))
              .isEqualTo(workload.variable("SPRING_DATASOURCE_HIKARI_MAXIMUMPOOLSIZE"));
          assertThat(context.containsBean("sandboxServer")).isFalse();
        });
    assertThat(volume.resolve("erasures.jsonl")).exists();
  }

  private static int ask(ConfigurableApplicationContext context, String path) {
    var port = ((WebServerApplicationContext) context).getWebServer().getPort();
    var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    try {
      return HTTP.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private static StandardServletEnvironment environment(Map<String, Object> variables) {
    var environment = new StandardServletEnvironment();
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource("systemEnvironment", variables));
    return environment;
  }
}
