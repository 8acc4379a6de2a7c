package io.daybook.reconciliation;

import io.daybook.runtime.DatabaseNumbers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Settings and metrics of the reconciliation. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReconciliationProperties.class)
class ReconciliationConfiguration {
  private static final double MILLIS = 1_000;

  /** The age has no value until a run was complete. */
  @Bean
  MeterBinder reconciliationMeters(
      Discrepancies discrepancies, RunTables runs, DatabaseNumbers numbers, Clock clock) {
    return (MeterRegistry meters) -> {
      meters.gauge(
          "daybook.reconciliation.open.discrepancies",
          discrepancies,
          all -> numbers.ask(all::openCount));
      meters.gauge(
          "daybook.reconciliation.age.seconds",
          runs,
          tables -> numbers.ask(() -> age(tables, clock)));
    };
  }

  private static double age(RunTables runs, Clock clock) {
    return runs.lastComplete()
        .map(last -> Duration.between(last, clock.instant()).toMillis() / MILLIS)
        .orElse(Double.NaN);
  }
}
