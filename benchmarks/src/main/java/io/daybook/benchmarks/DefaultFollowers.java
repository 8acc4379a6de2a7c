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
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.SimpleEventHandlerInvoker;
import org.axonframework.eventhandling.TrackingEventProcessor;
import org.axonframework.eventhandling.TrackingEventProcessorConfiguration;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.JdbcTokenStore;
import org.axonframework.eventhandling.tokenstore.jdbc.PostgresTokenTableFactory;
import org.axonframework.eventhandling.tokenstore.jdbc.TokenSchema;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.serialization.Serializer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;

/** The same projections in tracking processors as Axon makes them: one thread, batches of one. */
final class DefaultFollowers {
  private static final int NUMBER = 1_000;
  private static final long LOOK_EVERY_NANOS = 5_000_000;
  private static final long LONGEST_NANOS = 20_000_000_000L;

  private final Server server;
  private final String database;

  DefaultFollowers(Server server, String database) {
    this.server = server;
    this.database = database;
  }

  /**
   * Events of the log a second, of which the slowest of these models has followed so many, or as
   * many as it could within a while.
   */
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
      var tokens = tokens(context);
      var processors = models.stream().map(model -> follower(context, model, tokens)).toList();
      var begun = System.nanoTime();
      processors.forEach(TrackingEventProcessor::start);
      while (slowest(processors) < events - 1 && System.nanoTime() - begun < LONGEST_NANOS) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      var perSecond = (slowest(processors) + 1) / ((System.nanoTime() - begun) / 1e9);
      processors.forEach(TrackingEventProcessor::shutDown);
      return perSecond;
    }
  }

  /** Axon's own store: the platform's gives segments only to processors that it has made. */
  private static TokenStore tokens(ConfigurableApplicationContext context) {
    var store =
        JdbcTokenStore.builder()
            .connectionProvider(context.getBean(ConnectionProvider.class))
            .serializer(context.getBean(Serializer.class))
            .schema(TokenSchema.builder().setTokenTable("public.default_token").build())
            .build();
    context
        .getBean(TransactionManager.class)
        .executeInTransaction(() -> store.createSchema(PostgresTokenTableFactory.INSTANCE));
    return store;
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

  /** The position up to which all have followed. */
  private static long slowest(Collection<TrackingEventProcessor> processors) {
    return processors.stream()
        .mapToLong(
            one ->
                one.processingStatus().values().stream()
                    .mapToLong(segment -> segment.getCurrentPosition().orElse(-1))
                    .min()
                    .orElse(-1))
        .min()
        .orElse(-1);
  }

  private static TrackingEventProcessor follower(
      ConfigurableApplicationContext context, ReadModel model, TokenStore tokens) {
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
        .tokenStore(tokens)
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
