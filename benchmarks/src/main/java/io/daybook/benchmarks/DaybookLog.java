package io.daybook.benchmarks;

import io.daybook.app.Daybook;
import io.daybook.eventstore.Seals;
import java.sql.SQLException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The platform with the command role only, as it is delivered. */
final class DaybookLog implements AutoCloseable {
  private final Server server;
  private final String database;
  private final ConfigurableApplicationContext context;

  DaybookLog(Server server) throws SQLException {
    this(server, server.newDatabase());
  }

  /** One more process on a database, but for the JVM. */
  DaybookLog(Server server, String database) {
    this(server, database, Daybook.class);
  }

  /** The same, but that nothing is sealed. */
  static DaybookLog inClear(Server server, String database) {
    return new DaybookLog(server, database, Daybook.class, WithoutSealing.class);
  }

  private DaybookLog(Server server, String database, Class<?>... sources) {
    this.server = server;
    this.database = database;
    context =
        new SpringApplicationBuilder(sources)
            .web(WebApplicationType.NONE)
            .run(
                "--daybook.roles=command",
                "--daybook.database=external",
                "--daybook.demo=false",
                "--daybook.log.seal-every=1h",
                "--logging.level.root=warn",
                "--spring.datasource.url=" + server.url(database),
                "--spring.datasource.username=postgres",
                "--spring.datasource.password=");
  }

  String database() {
    return database;
  }

  CommandGateway commands() {
    return Sender.in(context);
  }

  EventStorageEngine engine() {
    return context.getBean(EventStorageEngine.class);
  }

  Seals seals() {
    return context.getBean(Seals.class);
  }

  EventStore events() {
    return context.getBean(EventStore.class);
  }

  /** The JSON of some event, as the others should write it too. */
  String aPayload() throws SQLException {
    try (var connection = server.connect(database);
        var statement = connection.createStatement();
        var row = statement.executeQuery("select payload from event_log.domain_event limit 1")) {
      row.next();
      return row.getString(1);
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
