package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.projection.Generation;
import io.daybook.projection.Projections;
import io.daybook.projection.ReadModel;
import io.daybook.projection.ReadTables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same projections in tracking processors as Axon makes them: one thread, batches of one. */
final class DefaultFollowers {
  private static final int NUMBER = 1_000;
  private static final long LOOK_EVERY_NANOS = 5_000_000;

  private final Server server;
  private final String database;

  DefaultFollowers(Server server, String database) {
    this.server = server;
    this.database = database;
  }

  /** Events of the log a second, until the slowest of these models has followed so many. */
  double perSecond(Collection<ReadModel> models, int events) {
    try (var context =
        new SpringApplicationBuilder(Daybook.class)
            .web(WebApplicationType.NONE)
            .run(
                "--daybook.roles=projection",
                "--daybook.database=external",
                "--daybook.log.seal-every=1h",
                "--daybook.projections.verify-cron=-",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=")) {
      awaitOurOwn(context);
      var processors = models.stream().map(model -> follower(context, model)).toList();
      var begun = System.nanoTime();
      processors.forEach(TrackingEventProcessor::start);
      while (!processors.stream().allMatch(one -> hasFollowed(one, events))) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      var perSecond = events / ((System.nanoTime() - begun) / 1e9);
      processors.forEach(TrackingEventProcessor::shutDown);
      return perSecond;
    }
  }

  /** The platform's own generations are built first, and then are at rest. */
  private static void awaitOurOwn(ConfigurableApplicationContext context) {
    var jdbc = new JdbcTemplate(context.getBean(DataSource.class));
    while (Boolean.FALSE.equals(
        jdbc.queryForObject(
            "select not exists (select from projection.generation where state <> 'LIVE')",
            Boolean.class))) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  private static boolean hasFollowed(TrackingEventProcessor processor, int events) {
    var segments = processor.processingStatus().values();
    return !segments.isEmpty()
        && segments.stream().allMatch(one -> one.getCurrentPosition().orElse(-1) >= events - 1);
  }

  private static TrackingEventProcessor follower(
      ConfigurableApplicationContext context, ReadModel model) {
    var generation = new Generation(model, NUMBER);
    create(context.getBean(DataSource.class), generation);
    var projections =
        context.getBeansOfType(Projections.class).values().stream()
            .filter(one -> one.model() == model)
            .findFirst()
            .orElseThrow();
    var tables = new ReadTables(context.getBean(DataSource.class), generation);
    var name = "default-" + model.title();
    return TrackingEventProcessor.builder()
        .name(name)
        .eventHandlerInvoker(
            SimpleEventHandlerInvoker.builder()
                .eventHandlers(projections.writingTo(tables))
                .sequencingPolicy(projections.sequencing())
                .build())
        .messageSource(context.getBean(EventStore.class))
        .tokenStore(context.getBean(TokenStore.class))
        .transactionManager(context.getBean(TransactionManager.class))
        .trackingEventProcessorConfiguration(
            TrackingEventProcessorConfiguration.forSingleThreadedProcessing()
                .andBatchSize(1)
                .andInitialTrackingToken(StreamableMessageSource::createTailToken))
        .build();
  }

  private static void create(DataSource dataSource, Generation generation) {
    var jdbc = new JdbcTemplate(dataSource);
    try {
      var script =
          new ClassPathResource("db/model/" + generation.model().schema() + ".sql")
              .getContentAsString(StandardCharsets.UTF_8);
      for (var statement :
          List.of(
              "create schema " + generation.schema(),
              "set search_path = " + generation.schema() + ";" + script + ";reset search_path")) {
        jdbc.execute(statement);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
