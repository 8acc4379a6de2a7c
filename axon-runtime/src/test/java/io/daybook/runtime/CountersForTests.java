package io.daybook.runtime;

import io.daybook.eventstore.EventLog;
import io.daybook.eventstore.testing.PostgresForTests;
import io.daybook.eventstore.testing.PrincipalForTests;
import java.util.UUID;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The log in a small application, whose domain are {@link Counters}. */
@SpringBootTest(
    classes = CountersForTests.App.class,
    properties = {
      "axon.axonserver.enabled=false",
      "spring.flyway.enabled=false",
      "daybook.log.snapshot.every=5",
      "daybook.log.command-retries=3",
      "daybook.log.wedged-after=1s"
    })
abstract class CountersForTests {
  @DynamicPropertySource
  static void database(DynamicPropertyRegistry registry) {
    var database = PostgresForTests.newDatabase();
    registry.add("spring.datasource.url", database::url);
    registry.add("spring.datasource.username", database::user);
    registry.add("spring.datasource.password", database::password);
  }

  @Autowired
  void closeBeforePostgres(ConfigurableApplicationContext context) {
    PostgresForTests.closeFirst(context);
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  @Import({
    Counters.Counter.class,
    CounterHandlers.Seen.class,
    CounterHandlers.Writing.class,
    CounterHandlers.Telling.class,
    Counters.Doubling.class,
    Counters.Chasing.class
  })
  static class App {
    @Bean
    PrincipalForTests principal() {
      return new PrincipalForTests();
    }
  }

  @Autowired CommandGateway commands;
  @Autowired EventStorageEngine engine;
  @Autowired JdbcTemplate jdbc;
  @Autowired EventLog log;

  final String id = "counter-" + UUID.randomUUID();

  GenericDomainEventMessage<?> event(long version, int by) {
    return new GenericDomainEventMessage<>("Counter", id, version, new Counters.Counted(id, by));
  }
}
