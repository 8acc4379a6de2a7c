package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.projection.ReadModel;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The projection role alone, which builds all read models when it starts, and when it is asked. */
final class RebuiltModels implements AutoCloseable {
  private static final long LOOK_EVERY_NANOS = 20_000_000;

  private final Server server;
  private final String database;
  private final @Nullable ConfigurableApplicationContext context;
  private final String port;

  /** Those of a platform that runs already. */
  RebuiltModels(Server server, String database, String port) {
    this.server = server;
    this.database = database;
    this.context = null;
    this.port = port;
  }

  RebuiltModels(Server server, String database) {
    this.server = server;
    this.database = database;
    var started =
        new SpringApplicationBuilder(Daybook.class)
            .run(
                "--daybook.roles=projection",
                "--server.port=0",
                "--daybook.database=external",
                "--daybook.log.seal-every=1h",
                "--daybook.projections.verify-cron=-",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");
    context = started;
    port = started.getEnvironment().getRequiredProperty("local.server.port");
  }

  /** Seconds until the last model is live. */
  double awaitAll() {
    while (isBuilding()) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return number(
        """
        select extract(epoch from max(live_at) - min(started_at)) from projection.generation
         where state = 'LIVE'
        """);
  }

  /** Seconds until a model that is made anew is live. */
  double rebuild(String model) throws Exception {
    begin(model);
    awaitAll();
    return number(
        """
        select extract(epoch from live_at - started_at) from projection.generation
         where state = 'LIVE' and model = '%s'
        """
            .formatted(model));
  }

  double rebuildAll() throws Exception {
    beginAll();
    return awaitAll();
  }

  void beginAll() throws Exception {
    for (var model : ReadModel.values()) {
      begin(model.title());
    }
  }

  boolean isBuilding() {
    return number("select count(*) from projection.generation where state = 'BUILDING'") > 0;
  }

  private void begin(String model) throws Exception {
    try (var http = HttpClient.newHttpClient()) {
      var answer =
          http.send(
              HttpRequest.newBuilder(
                      URI.create(
                          "http://localhost:%s/api/operations/projections/%s/rebuild"
                              .formatted(port, model)))
                  .header("Authorization", Issuer.bearer("operator"))
                  .POST(HttpRequest.BodyPublishers.noBody())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 202) {
        throw new IllegalStateException(answer.body());
      }
    }
  }

  private double number(String sql) {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getDouble(1);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void close() {
    if (context != null) {
      context.close();
    }
  }
}
