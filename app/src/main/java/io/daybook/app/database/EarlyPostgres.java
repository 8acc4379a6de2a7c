package io.daybook.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts PostgreSQL while the platform is still reading its own configuration, so that neither
 * waits for the other. A platform that does not come up, or is stopped while it does, leaves no
 * server behind.
 */
public final class EarlyPostgres
    implements ApplicationContextInitializer<ConfigurableApplicationContext>,
        ApplicationListener<ApplicationFailedEvent> {
  private @Nullable CompletableFuture<PostgresServer> starting;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var environment = context.getEnvironment();
    if (environment.getProperty("daybook.database", "embedded").equals("embedded")) {
      var properties =
          Binder.get(environment)
              .bindOrCreate("daybook.embedded-database", EmbeddedDatabaseProperties.class);
      var started = new CompletableFuture<PostgresServer>();
      Thread.ofPlatform().daemon().name("postgres-start").start(() -> start(properties, started));
      starting = started;
      SpringApplication.getShutdownHandlers().add(this::close);
      context.getBeanFactory().registerSingleton("earlyPostgres", this);
    }
  }

  private static void start(
      EmbeddedDatabaseProperties properties, CompletableFuture<PostgresServer> started) {
    try {
      started.complete(PostgresServer.startOrAdopt(properties.directory(), properties.port()));
    } catch (IOException | RuntimeException | Error failure) {
      started.completeExceptionally(failure);
    }
  }

  /**
   * Waits for the server.
   *
   * @throws DatabaseUnusableException when the port or the directory belongs to somebody else
   */
  PostgresServer server() throws IOException {
    try {
      if (starting == null) {
        throw new IllegalStateException("PostgreSQL is not embedded here");
      }
      return starting.join();
    } catch (CompletionException failed) {
      switch (failed.getCause()) {
        case IOException failure -> throw failure;
        case UncheckedIOException failure -> throw failure.getCause();
        case RuntimeException failure -> throw failure;
        case null, default -> throw failed;
      }
    }
  }

  /** A context that is active closes the server by itself, after what uses it. */
  @Override
  public void onApplicationEvent(ApplicationFailedEvent event) {
    var context = event.getApplicationContext();
    if (context == null || !context.isActive()) {
      close();
    }
  }

  /** Ends the server, once it has started, unless that was done. */
  private void close() {
    if (starting != null) {
      var unused =
          starting
              .handle(
                  (server, _) -> {
                    if (server != null) {
                      server.close();
                    }
                    return server;
                  })
              .join();
    }
  }
}
