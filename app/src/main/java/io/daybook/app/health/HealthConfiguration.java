package io.daybook.app.health;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.projection.Generation;
import io.daybook.projection.LiveGenerations;
import io.daybook.projection.ReadModel;
import io.daybook.runtime.DatabaseNumbers;
import io.daybook.runtime.Processes;
import io.daybook.runtime.ProcessorSegments;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.axonframework.config.EventProcessingConfiguration;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /actuator/health} says beside what Spring Boot does. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ConnectionsProperties.class, StandingProperties.class})
public class HealthConfiguration {

  /** Over all pools, also those that are not for everybody. */
  @Bean
  HealthIndicator connectionsHealthIndicator(
      ListableBeanFactory beans,
      MeterRegistry meters,
      ConnectionsProperties properties,
      Clock clock) {
    return new ConnectionsHealth(
        beans.getBeansOfType(DataSource.class).values().stream()
            .filter(HikariDataSource.class::isInstance)
            .map(HikariDataSource.class::cast)
            .toList(),
        meters,
        properties.stuckAfter(),
        clock);
  }

  /** Over those that this process runs from its start on, and those of live read models. */
  @Bean
  HealthIndicator processorsHealthIndicator(
      Processes processes,
      EventProcessingConfiguration processing,
      ObjectProvider<LiveGenerations> generations,
      ProcessorSegments segments,
      DatabaseNumbers numbers,
      StandingProperties properties,
      Clock clock) {
    return new ProcessorsHealth(
        processes.me(),
        () -> running(processing, generations),
        segments::of,
        numbers,
        properties.standsAfter(),
        clock);
  }

  private static Collection<String> running(
      EventProcessingConfiguration processing, ObjectProvider<LiveGenerations> generations) {
    var names = new TreeSet<>(processing.eventProcessors().keySet());
    generations.ifAvailable(
        all ->
            Arrays.stream(ReadModel.values())
                .flatMap(model -> all.live(model).stream())
                .map(Generation::processor)
                .forEach(names::add));
    return names;
  }
}
