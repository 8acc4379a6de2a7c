package io.daybook.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.daybook.app.settings.ContradictionException;
import io.daybook.web.access.AuthProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Customers that nobody can serve stop the start. */
class DemoTrafficTest {
  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(AuthProperties.class)
  static class Settings {}

  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withInitializer(
              context ->
                  context
                      .getBeanFactory()
                      .setConversionService(ApplicationConversionService.getSharedInstance()))
          .withUserConfiguration(Settings.class, DemoTraffic.class);

  @ParameterizedTest
  @ValueSource(strings = {"daybook.demo=false", "daybook.demo=true"}) // and no sandbox
  void traffic_without_a_demo_or_a_sandbox_is_a_contradiction(String demo) {
    runner
        .withPropertyValues("daybook.demo.traffic=gentle", demo)
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .hasRootCauseInstanceOf(ContradictionException.class));
  }

  @Test
  void nothing_is_asked_for_by_default() {
    runner.run(context -> assertThat(context).hasNotFailed());
  }

  @Test
  void a_pace_that_there_is_not_stops_the_start() {
    runner
        .withPropertyValues("daybook.demo.traffic=gale")
        .run(context -> assertThat(context).hasFailed());
  }
}
