package io.daybook.app.health;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What {@code /actuator/health} says beside what Spring Boot does. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ConnectionsProperties.class)
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
}
