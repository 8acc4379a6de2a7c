package io.daybook.eventstore;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.config.AggregateConfiguration;
import org.axonframework.config.Configuration;
import org.axonframework.config.ModuleConfiguration;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;

/** Wires the log, before Axon looks for an event store. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration"
    },
    beforeName = {
      "org.axonframework.springboot.autoconfig.TransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.NoOpTransactionAutoConfiguration",
      "org.axonframework.springboot.autoconfig.JdbcAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonAutoConfiguration",
      "org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration",
      "org.axonframework.springboot.autoconfig.EventProcessingAutoConfiguration",
      "org.axonframework.springboot.autoconfig.InfraConfiguration"
    })
@EnableConfigurationProperties(EventStoreProperties.class)
@Import({MeterConfiguration.class, SnapshotConfiguration.class})
public class EventStoreAutoConfiguration {
  private static final Logger log = LoggerFactory.getLogger(EventStoreAutoConfiguration.class);

  /** Every pool asks for the primary, and for none that was one. */
  @Bean
  static BeanPostProcessor primaryConnections() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool) {
          PrimaryConnections.under(pool);
        }
        return bean;
      }
    };
  }

  @Bean
  LogMigration logMigration(DataSource dataSource, EventStoreProperties properties) {
    return LogMigration.of(dataSource, properties.owner());
  }

  @Bean
  EventTable eventTable(DataSource dataSource, LogMigration migrated) {
    return new EventTable(new JdbcTemplate(dataSource));
  }

  @Bean
  EventReader eventReader(
      Serializer serializer, RevisionResolver revisions, List<EventUpcaster> upcasters) {
    return new EventReader(serializer, revisions, upcasters);
  }

  /** For the writer, the tail and the listener; nobody else gets it unasked. */
  @Bean(defaultCandidate = false)
  @Qualifier("log")
  DataSource logDataSource(
      DataSource dataSource, EventStoreProperties properties, LogMigration migrated) {
    return LogPool.of(dataSource, properties.appendTimeout());
  }

  @Bean
  ServerWatch serverWatch(DataSource dataSource, LogMigration migrated) {
    return ServerWatch.of(dataSource);
  }

  @Bean
  LogNotices logNotices(@Qualifier("log") DataSource dataSource) {
    return new LogNotices(dataSource);
  }

  @Bean
  @ConditionalOnMissingBean
  LastResort lastResort() {
    return why -> {
      log.error("This process ends: {}", why);
      Runtime.getRuntime().halt(LastResort.EXIT_CODE);
    };
  }

  @Bean
  LogTail logTail(
      @Qualifier("log") DataSource dataSource,
      EventTable table,
      EventReader reader,
      LogNotices notices,
      LastResort lastResort) {
    var own = new EventTable(new JdbcTemplate(dataSource));
    var tail = new LogTail(own, table, reader, notices::tellOthers, lastResort);
    notices.listen(tail::wake);
    return tail;
  }

  @Bean
  GroupCommit groupCommit(
      @Qualifier("log") DataSource dataSource,
      EventStoreProperties properties,
      LogTail tail,
      AppendMeters meters) {
    return new GroupCommit(
        new AppendFunction(dataSource),
        properties.appendQueue(),
        properties.appendTimeout(),
        tail::appendedHere,
        meters);
  }

  @Bean
  Beliefs beliefs(GroupCommit appends) {
    return new Beliefs(appends);
  }

  @Bean
  LogReachable logHealthIndicator(GroupCommit appends, LogTail tail) {
    return new LogReachable(appends.pulse(), tail.pulse(), tail::wentBack);
  }

  @Bean
  Fingerprints fingerprints(ObjectProvider<Configuration> axon, RevisionResolver revisions) {
    return new Fingerprints(
        () ->
            axon.getObject().getModules().stream()
                .map(ModuleConfiguration::unwrap)
                .<Class<?>>mapMulti(EventStoreAutoConfiguration::addAggregateType)
                .toList(),
        revisions);
  }

  private static void addAggregateType(ModuleConfiguration module, Consumer<Class<?>> types) {
    if (module instanceof AggregateConfiguration<?> aggregate) {
      types.accept(aggregate.aggregateType());
    }
  }

  @Bean
  SnapshotTable snapshotTable(
      DataSource dataSource, Fingerprints fingerprints, LogMigration migrated) {
    return new SnapshotTable(new JdbcTemplate(dataSource), fingerprints);
  }

  @Bean
  EventStorageEngine eventStorageEngine(
      SnapshotTable snapshots, EventTable table, GroupCommit appends, EventReader reader) {
    return PostgresEventStorageEngine.create(table, snapshots, appends, reader);
  }

  @Bean
  @Qualifier("eventStore")
  EventStore eventStore(
      EventStorageEngine engine,
      EventTable table,
      EventReader reader,
      Fingerprints fingerprints,
      LogTail tail,
      Beliefs beliefs) {
    var builder = new LogEventStore.Builder();
    builder.storageEngine(engine);
    return new LogEventStore(builder, table, reader, fingerprints, tail, beliefs);
  }

  @Bean
  EventLog eventLog(EventTable table, EventReader reader, LogTail tail) {
    return new EventLog(table, reader, tail);
  }

  @Bean
  Seals seals(
      EventTable table,
      DataSource dataSource,
      ObjectProvider<Clock> clock,
      EventStoreProperties properties) {
    var seals =
        new Seals(table, new JdbcTemplate(dataSource), clock.getIfAvailable(Clock::systemUTC));
    seals.start(properties.sealEvery());
    return seals;
  }

  @Bean
  LogWatch logWatch(LogTail tail, Seals seals, EventStoreProperties properties) {
    return new LogWatch(tail, seals, properties.wedgedAfter());
  }
}
