package io.daybook.eventstore;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.config.Configuration;
import org.axonframework.config.ConfigurationScopeAwareProvider;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Deadlines in PostgreSQL, set and cancelled in the transaction of whoever asks for them. The
 * scheduler's own starter names classes of Spring Boot 3, so it is wired here.
 */
@AutoConfiguration(
    after = EventStoreAutoConfiguration.class,
    beforeName = "org.axonframework.springboot.autoconfig.AxonDbSchedulerAutoConfiguration")
public class DeadlineAutoConfiguration {
  private static final int THREADS = 4;
  private static final Duration HEARTBEAT = Duration.ofSeconds(5);
  private static final int MISSED_HEARTBEATS = 6;

  @Bean(destroyMethod = "")
  Scheduler scheduler(
      DataSource dataSource,
      EventStoreProperties properties,
      ObjectProvider<DbSchedulerDeadlineManager> manager,
      LogMigration migrated) {
    return Scheduler.create(
            new TransactionAwareDataSourceProxy(dataSource),
            DbSchedulerDeadlineManager.binaryTask(manager::getObject))
        .tableName("event_log.scheduled_tasks")
        .threads(THREADS)
        .pollingInterval(properties.deadlinePolling())
        // Deadlines that a killed node had picked are taken over after half a minute, not half an
        // hour.
        .schedulerName(new SchedulerName.Fixed("daybook-" + UUID.randomUUID()))
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(MISSED_HEARTBEATS)
        .shutdownMaxWait(Duration.ofSeconds(10))
        .build();
  }

  @Bean
  DbSchedulerDeadlineManager deadlineManager(
      Scheduler scheduler,
      Configuration configuration,
      Serializer serializer,
      TransactionManager transactions) {
    return DbSchedulerDeadlineManager.builder()
        .scheduler(scheduler)
        .scopeAwareProvider(new ConfigurationScopeAwareProvider(configuration))
        .serializer(serializer)
        .transactionManager(transactions)
        .startScheduler(true)
        .stopScheduler(true)
        .build();
  }
}
