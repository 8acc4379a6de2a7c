package io.daybook.privacy;

import com.zaxxer.hikari.HikariDataSource;
import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.Forgetful;
import io.daybook.eventstore.LogPool;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JacksonModule;

/**
 * Has the platform's serializer seal what is personal; needs a {@link MasterKey} and an {@link
 * ErasureRegister}. It is in every process, whatever its roles.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PrivacyProperties.class)
public class PrivacyConfiguration {
  private static final int CONNECTIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The tables of keys are there. */
  static final class PrivacyMigration {
    PrivacyMigration(DataSource dataSource) {
      Flyway.configure()
          .dataSource(dataSource)
          .schemas("privacy")
          .locations("classpath:db/privacy")
          .load()
          .migrate();
    }
  }

  @Bean
  PrivacyMigration privacyMigration(DataSource dataSource) {
    return new PrivacyMigration(dataSource);
  }

  /** For keys alone; nobody else gets it unasked. */
  @Bean(defaultCandidate = false)
  @Qualifier("keys")
  KeyConnections keyConnections(DataSource dataSource) {
    return new KeyConnections(LogPool.of(dataSource, "keys", CONNECTIONS, PATIENCE), dataSource);
  }

  /** A pool that is closed with the application, unless it is the application's own. */
  record KeyConnections(DataSource pool, DataSource primary) implements AutoCloseable {
    @Override
    public void close() throws SQLException {
      if (pool != primary) {
        pool.unwrap(HikariDataSource.class).close();
      }
    }
  }

  @Bean
  Keys personalKeys(
      @Qualifier("keys") KeyConnections connections,
      MasterKey master,
      PrivacyProperties properties,
      PrivacyMigration migrated) {
    return new Keys(new KeyTable(new JdbcTemplate(connections.pool())), master, properties);
  }

  @Bean
  OrderKeys orderKeys(Keys keys, ObjectProvider<EventLog> log, ObjectProvider<Clock> clock) {
    return new OrderKeys(
        keys, stream -> firstEvent(log, stream), clock.getIfAvailable(Clock::systemUTC));
  }

  private static Optional<String> firstEvent(ObjectProvider<EventLog> log, String stream) {
    return log.getObject().firstPayload(stream);
  }

  @Bean
  Sealing sealing(Keys keys, OrderKeys orders) {
    return new Sealing(keys, orders);
  }

  @Bean
  JacksonModule sealingModule(Sealing sealing) {
    return new SealingModule(sealing);
  }

  @Bean
  ErasureLog erasureLog(@Qualifier("eventStore") EventStore store, EventLog log) {
    return new ErasureLog(store, log);
  }

  @Bean
  Forgetting forgetting(
      Keys keys, ErasureLog log, ErasureRegister register, List<Forgetful> memories) {
    return new Forgetting(keys, log, register, memories);
  }
}
