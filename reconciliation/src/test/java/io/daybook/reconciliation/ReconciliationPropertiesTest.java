package io.daybook.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class ReconciliationPropertiesTest {
  private static final String PREFIX = "daybook.reconciliation.";

  private final ApplicationContextRunner start =
      new ApplicationContextRunner().withUserConfiguration(Settings.class);

  @Configuration(proxyBeanMethods = false)
  @EnableConfigurationProperties(ReconciliationProperties.class)
  static class Settings {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron=-",
        "cron=0 30 2 * * MON-FRI",
        "settled-after=0s",
        "window=30d",
        "most-differences=5"
      })
  void settings_that_can_be_right_are_taken(String setting) {
    start.withPropertyValues(PREFIX + setting).run(context -> assertThat(context).hasNotFailed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cron=every night",
        "cron=",
        "settled-after=-1s",
        "window=0s",
        "most-differences=0"
      })
  void settings_that_cannot_be_right_stop_the_start(String setting) {
    start.withPropertyValues(PREFIX + setting).run(context -> assertThat(context).hasFailed());
  }

  @Test
  void it_runs_at_night_unless_it_is_told_not_to() {
    start.run(
        context ->
            assertThat(context.getBean(ReconciliationProperties.class).isNightly()).isTrue());
    start
        .withPropertyValues(PREFIX + "cron=-")
        .run(
            context ->
                assertThat(context.getBean(ReconciliationProperties.class).isNightly()).isFalse());
  }
}
