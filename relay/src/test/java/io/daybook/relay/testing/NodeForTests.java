package io.daybook.relay.testing;

import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.relay.follow.Relay;
import io.daybook.relay.follow.RelayCursorTable;
import io.daybook.schema.SchemaJson;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JacksonModule;

/** A process with a log and a relay, and nothing else. */
public final class NodeForTests {
  private NodeForTests() {}

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({Relay.class, RelayCursorTable.class})
  static class App {
    @Bean
    JacksonModule money() {
      return SchemaJson.moneyModule();
    }

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }
  }

  /**
   * Starts one in this JVM.
   *
   * @param recipients who is told by it
   */
  public static ConfigurableApplicationContext start(
      PostgresForTests.Database database, Class<?> recipients, List<String> settings) {
    var context = run(recipients, properties(database, settings));
    PostgresForTests.closeFirst(context);
    return context;
  }

  static ConfigurableApplicationContext run(Class<?> recipients, List<String> properties) {
    return new SpringApplicationBuilder(App.class, recipients)
        .web(WebApplicationType.NONE)
        .properties(properties.toArray(String[]::new))
        .run();
  }

  static List<String> properties(PostgresForTests.Database database, List<String> settings) {
    var all =
        new ArrayList<>(
            List.of(
                "spring.datasource.url=" + database.url(),
                "spring.datasource.username=" + database.user(),
                "spring.datasource.password=" + database.password(),
                "spring.datasource.hikari.maximum-pool-size=8",
                "axon.axonserver.enabled=false",
                "spring.flyway.enabled=false",
                "spring.main.banner-mode=off",
                "daybook.log.trusted-packages=io.daybook.",
                "daybook.log.claim-timeout=2s",
                "logging.level.org.apache.kafka=off"));
    all.addAll(settings);
    return all;
  }
}
